package org.sunshineledger.ledger.log.note;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.log.ConsistencyProof;
import org.sunshineledger.ledger.log.EntryBundle;
import org.sunshineledger.ledger.log.HashReader;
import org.sunshineledger.ledger.log.InclusionProof;
import org.sunshineledger.ledger.log.PlainTree;
import org.sunshineledger.ledger.log.TilePath;
import org.sunshineledger.ledger.log.Tiles;
import org.sunshineledger.ledger.log.TreeHead;

@DisplayName("To the byte")
class VectorsTest {

  private static final HashReader HASHES = PlainTree.tiles(Vectors.leaves(300)).ofSize(300);
  private static final SigningKey MLDSA =
      Vectors.signing("witness.example.cn/pq1", KeyType.SUBTREE_COSIGNATURE, 0x60);

  private static String checkpoint(int size, String... extensions) {
    return new Checkpoint(
            Vectors.ORIGIN,
            TreeHead.of(size, PlainTree.root(Vectors.leaves(size))),
            List.of(extensions))
        .text();
  }

  @Test
  @DisplayName("keys are the known ones")
  void keys() {
    SigningKey log = Vectors.logKey();
    assertThat(log.secret()).isEqualTo(Vectors.after("log skey"));
    assertThat(log.verifierKey()).hasToString(Vectors.after("log vkey"));
    assertThat(Vectors.hex(log.verifierKey().raw())).isEqualTo(Vectors.after("log pub hex"));
    assertThat(Vectors.signing(Vectors.ORIGIN, KeyType.LOG, 0).secret()).isEqualTo(log.secret());
    assertThat(Vectors.witness("witness.example.cn/w1", 0x20).verifierKey())
        .hasToString(Vectors.after("w1 vkey"));
    assertThat(Vectors.witness("witness.example.cn/w2", 0x40).verifierKey())
        .hasToString(Vectors.after("w2 vkey"));
    assertThat(
            Sha256.of(MLDSA.verifierKey().raw())
                + " keyid "
                + "%08x".formatted(MLDSA.verifierKey().id()))
        .isEqualTo(Vectors.after("mldsa pub sha256"));
    for (String vkey : List.of("log vkey", "w1 vkey", "w2 vkey"))
      assertThat(VerifierKey.parse(Vectors.after(vkey))).hasToString(Vectors.after(vkey));
    assertThat(VerifierKey.parse(MLDSA.verifierKey().toString())).isEqualTo(MLDSA.verifierKey());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 7, 255, 256, 257, 300})
  @DisplayName("roots are the known ones")
  void roots(int size) {
    byte[] root = HASHES.root(size);
    assertThat(Vectors.hex(root) + " " + Base64.getEncoder().encodeToString(root))
        .isEqualTo(Vectors.after("root " + size));
  }

  @Test
  @DisplayName("tiles and bundles are the known ones, and there are no others")
  void tiles() {
    List<String> made = new ArrayList<>();
    Tiles.all(300)
        .forEach(tile -> {
          byte[] bytes = PlainTree.tile(tile, Vectors.leaves(300));
          made.add("tile %s %d sha256=%s".formatted(tile, bytes.length, Sha256.of(bytes)));
        });
    Tiles.bundles(300)
        .forEach(tile -> {
          byte[] bytes = bundle(tile);
          made.add("bundle %s %d sha256=%s".formatted(tile, bytes.length, Sha256.of(bytes)));
        });
    assertThat(made)
        .containsExactly(
            "tile tile/0/000 " + Vectors.after("tile tile/0/000"),
            "tile tile/0/001.p/44 " + Vectors.after("tile tile/0/001.p/44"),
            "tile tile/1/000.p/1 " + Vectors.after("tile tile/1/000.p/1"),
            "bundle tile/entries/000 " + Vectors.after("bundle tile/entries/000"),
            "bundle tile/entries/001.p/44 " + Vectors.after("bundle tile/entries/001.p/44"));
  }

  private static byte[] bundle(TilePath tile) {
    int from = (int) tile.first();
    return EntryBundle.encode(Vectors.entries().subList(from, from + tile.width()));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 256})
  @DisplayName("checkpoints are the known ones")
  void checkpoints(int size) {
    String text = checkpoint(size);
    SignedNote note = new SignedNote(text, List.of(Vectors.logKey().sign(text)));
    assertThat(note).hasToString(Vectors.note("checkpoint " + size));
    assertThat(SignedNote.parse(note.bytes())).isEqualTo(note);
    assertThat(Checkpoint.parse(text).text()).isEqualTo(text);
  }

  @Test
  @DisplayName("a checkpoint with an extension is the known one")
  void extension() {
    String text = checkpoint(300, "audit-day 2026-01-01");
    assertThat(new SignedNote(text, List.of(Vectors.logKey().sign(text))))
        .hasToString(Vectors.note("ext checkpoint"));
    assertThat(Checkpoint.parse(text).extensions()).containsExactly("audit-day 2026-01-01");
  }

  @Test
  @DisplayName("cosignatures are the known ones")
  void cosignatures() {
    SigningKey first = Vectors.witness("witness.example.cn/w1", 0x20);
    SigningKey second = Vectors.witness("witness.example.cn/w2", 0x40);
    String text = checkpoint(300);
    SignedNote note =
        new SignedNote(text, List.of(Vectors.logKey().sign(text)))
            .with(
                List.of(
                    first.cosign(text, Vectors.COSIGNED_AT),
                    second.cosign(text, Vectors.COSIGNED_AT + 1)));
    assertThat(note).hasToString(Vectors.note("checkpoint 300 + 2 cosigs"));
    assertThat(
            Sha256.of(
                KeyType.COSIGNATURE.message(first.verifierKey().name(), text, Vectors.COSIGNED_AT)))
        .hasToString(Vectors.after("cosigned message sha256"));
    assertThat(first.verifierKey().timestamp(note.signatures().get(1)))
        .hasValue(Vectors.COSIGNED_AT);
    assertThat(
            note.verify(
                List.of(Vectors.logKey().verifierKey(), first.verifierKey(), second.verifierKey())))
        .hasSize(3);
  }

  @Test
  @DisplayName("what ML-DSA-44 signs is the known message, and its signature holds")
  void mldsa() {
    String text = checkpoint(300);
    byte[] message =
        KeyType.SUBTREE_COSIGNATURE.message(MLDSA.verifierKey().name(), text, Vectors.COSIGNED_AT);
    assertThat(Vectors.hex(message) + " " + message.length)
        .isEqualTo(Vectors.after("mldsa cosigned_message hex"));
    NoteSignature cosignature = MLDSA.cosign(text, Vectors.COSIGNED_AT);
    assertThat(MLDSA.verifierKey().verifies(text, cosignature)).isTrue();
    assertThat(MLDSA.verifierKey().verifies(checkpoint(256), cosignature)).isFalse();
    assertThat(MLDSA.verifierKey().timestamp(cosignature)).hasValue(Vectors.COSIGNED_AT);
    // Extension lines are not covered by it.
    assertThat(MLDSA.verifierKey().verifies(checkpoint(300, "more"), cosignature)).isTrue();
  }

  @Test
  @DisplayName("a proof file is the known one")
  void proof() {
    TlogProof proof =
        new TlogProof(
            Base64.getDecoder().decode("SEgtMjAyNi0wMDAyNTc="),
            InclusionProof.of(257, 300, HASHES),
            Vectors.cosigned());
    String file = new String(proof.bytes(), UTF_8);
    assertThat(file).isEqualTo(Vectors.note("tlog-proof (index 257)"));
    assertThat(Sha256.of(proof.bytes())).hasToString(Vectors.after("proof sha256"));
    TlogProof read = TlogProof.parse(proof.bytes());
    assertThat(read.bytes()).isEqualTo(proof.bytes());
    assertThat(read.proves(Vectors.leaves(300).get(257))).isTrue();
    assertThat(read.proves(Vectors.leaves(300).get(256))).isFalse();
  }

  @Test
  @DisplayName("consistency proofs are the known ones")
  void consistency() {
    assertThat(base64(ConsistencyProof.of(256, 300, HASHES)))
        .containsExactly("uiPpZlfNi9WeTajdpZVI7Gs+Ke9MRKn7GlIxO0WGlWQ=");
    assertThat(base64(ConsistencyProof.of(7, 300, HASHES)))
        .isEqualTo(Vectors.below("consistency 7->300"));
  }

  private static List<String> base64(ConsistencyProof proof) {
    return proof.hashes().stream().map(Base64.getEncoder()::encodeToString).toList();
  }

  @Test
  @DisplayName("what is sent to a witness is the known body")
  void addCheckpoint() {
    String text = checkpoint(300);
    AddCheckpoint body =
        new AddCheckpoint(
            256,
            ConsistencyProof.of(256, 300, HASHES).hashes(),
            new SignedNote(text, List.of(Vectors.logKey().sign(text))));
    assertThat(new String(body.bytes(), UTF_8)).isEqualTo(Vectors.note("add-checkpoint body"));
    AddCheckpoint read = AddCheckpoint.parse(body.bytes());
    assertThat(read.bytes()).isEqualTo(body.bytes());
    assertThat(Arrays.equals(read.proof().getFirst(), body.proof().getFirst())).isTrue();
  }

  @Test
  @DisplayName("the origin's digest is the known one")
  void originHash() {
    assertThat(Sha256.of(Vectors.ORIGIN.getBytes(UTF_8))).hasToString(Vectors.after("origin hash"));
  }
}
