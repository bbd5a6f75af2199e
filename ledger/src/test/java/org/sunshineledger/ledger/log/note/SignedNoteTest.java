package org.sunshineledger.ledger.log.note;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A signed note")
class SignedNoteTest {

  private static final String SIGNATURE =
      "— example.com/foo"
          + " Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

  private static final VerifierKey FOO =
      VerifierKey.parse("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");

  private static SignedNote parse(String note) {
    return SignedNote.parse(note.getBytes(UTF_8));
  }

  @Test
  @DisplayName("of other people's programs is verified")
  void published() {
    SignedNote note = parse("This is an example message.\n\n" + SIGNATURE);
    assertThat(note.verify(List.of(FOO))).hasSize(1);
    SigningKey go =
        SigningKey.parse(
            "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz");
    String text =
        """
        If you think cryptography is the answer to your problem,
        then you don't know what your problem is.
        """;
    assertThat(go.verifierKey())
        .hasToString("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
    assertThat(go.sign(text).base64())
        .isEqualTo(
            "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=");
  }

  @Test
  @DisplayName("cosigned by other people's witness is verified")
  void publishedCosignature() {
    SignedNote note =
        parse(
            """
            rome2026h1.example.org
            300
            lCkHUpkmVBEms2r2T1K6Og69+wUuuN3MIEW1/ezu2v0=

            — witness.example.org uKLPIAAAAABpVGeAhm2bOvKc3LaB9PFN1ruG19Y5yqslmcAAbhftnn1Zznmo0LXFZq4LGvqKqLX8jWlwLKasxEGTLIqAVusneCBmBw==
            """);
    VerifierKey witness =
        VerifierKey.parse(
            "witness.example.org+b8a2cf20+BFLN3yikSfFkVAJtrnh/CiY3Zozkoy7clp+P7XB28qUN");
    assertThat(note.verify(List.of(witness))).hasSize(1);
    assertThat(witness.timestamp(note.signatures().getFirst())).hasValue(1_767_139_200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "\n\n",
        "text\n",
        "text\n\n",
        "text\n— n AAAAAAA=\n",
        "text\n\n— n AAAAAAA=",
        "text\n\n\n— n AAAAAAA=\n\n",
        "text\n\n- n AAAAAAA=\n",
        "text\n\n—n AAAAAAA=\n",
        "text\n\n—  n AAAAAAA=\n",
        "text\n\n— n  AAAAAAA=\n",
        "text\n\n— n\n",
        "text\n\n— n \n",
        "text\n\n— n AAAAAA==\n",
        "text\n\n— n AAAAAAA\n",
        "text\n\n— n AAAAAAB=\n",
        "text\n\n— n AAAA*AA=\n",
        "text\n\n— n AAAAAAA= \n",
        "text\n\n— n m AAAAAAA=\n",
        "text\n\n— n+m AAAAAAA=\n",
        "text\n\n— n\u00a0m AAAAAAA=\n",
        "text\n\n— n\u3000m AAAAAAA=\n",
        "text\n\n— n\u0085m AAAAAAA=\n",
        "text\n\n— n AAAAAAA=\nmore\n",
        "text\n\nmore\n— n AAAAAAA=\n",
        "\u0001text\n\n— n AAAAAAA=\n",
        "te\txt\n\n— n AAAAAAA=\n",
        "text\r\n\r\n— n AAAAAAA=\r\n",
        "text\0\n\n— n AAAAAAA=\n"
      })
  @DisplayName("that is malformed is refused")
  void malformed(String note) {
    assertThatThrownBy(() -> parse(note)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("is UTF-8 and nothing else")
  void utf8() {
    for (String bytes :
        List.of(
            "\u00ff",
            "\u00c0\u0080",
            "\u00ed\u00a0\u0080",
            "\u00e8\u00b4",
            "\u00f4\u0090\u0080\u0080"))
      assertThatThrownBy(() ->
              SignedNote.parse(
                  (bytes + "text\n\n\u00e2\u0080\u0094 n AAAAAAA=\n").getBytes(ISO_8859_1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("UTF-8");
    assertThatThrownBy(
            () -> new SignedNote("\ud800\n", List.of(new NoteSignature("n", "AAAAAAA="))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("is split at the last empty line, so the text may have some itself")
  void emptyLines() {
    SignedNote note = parse("a\n\nb\n\n\n— n AAAAAAA=\n");
    assertThat(note.text()).isEqualTo("a\n\nb\n\n");
    assertThat(note).hasToString("a\n\nb\n\n\n— n AAAAAAA=\n");
  }

  @Test
  @DisplayName("has at most 100 signatures")
  void cap() {
    String line = "— n AAAAAAA=\n";
    assertThat(parse("text\n\n" + line.repeat(100)).signatures()).hasSize(100);
    assertThatThrownBy(() -> parse("text\n\n" + line.repeat(101)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("100");
    assertThatThrownBy(() ->
            new SignedNote("text\n", Collections.nCopies(101, new NoteSignature("n", "AAAAAAA="))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("passes over keys that are not known, and asks for one that is")
  void unknownKeys() {
    SignedNote note = parse("This is an example message.\n\n— stranger AAAAAAA=\n" + SIGNATURE);
    assertThat(note.verify(List.of(FOO))).hasSize(1);
    assertThatThrownBy(() -> note.verify(List.of(Vectors.logKey().verifierKey())))
        .isInstanceOf(NotVerified.class)
        .hasMessageContaining("no known key");
    // The right name with another id is an unknown key too.
    assertThat(
            parse("This is an example message.\n\n— example.com/foo AAAAAAA=\n" + SIGNATURE)
                .verify(List.of(FOO)))
        .hasSize(1);
  }

  @Test
  @DisplayName("is refused as a whole when one signature of a known key does not hold")
  void oneFails() {
    String text = "text\n";
    NoteSignature good = Vectors.logKey().sign(text);
    NoteSignature bad = Vectors.logKey().sign("other text\n");
    VerifierKey key = Vectors.logKey().verifierKey();
    assertThat(new SignedNote(text, List.of(good)).verify(List.of(key))).hasSize(1);
    for (List<NoteSignature> both : List.of(List.of(good, bad), List.of(bad, good)))
      assertThatThrownBy(() -> new SignedNote(text, both).verify(List.of(key, FOO)))
          .isInstanceOf(NotVerified.class)
          .hasMessageContaining(Vectors.ORIGIN);
  }

  @Test
  @DisplayName("is refused or not verified when any byte is another, or it is cut off anywhere")
  void mangled() {
    byte[] note = Vectors.note("checkpoint 300 + 2 cosigs").getBytes(UTF_8);
    List<VerifierKey> keys =
        List.of(
            Vectors.logKey().verifierKey(),
            VerifierKey.parse(Vectors.after("w1 vkey")),
            VerifierKey.parse(Vectors.after("w2 vkey")));
    for (int at = 0; at < note.length; at++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] changed = note.clone();
        changed[at] ^= (byte) (1 << bit);
        assertLess(changed, keys);
      }
      assertLess(Arrays.copyOf(note, at), keys);
    }
  }

  /** Refused, or at least one of the three signatures is by nobody known. */
  private static void assertLess(byte[] mangled, List<VerifierKey> keys) {
    try {
      SignedNote read = SignedNote.parse(mangled);
      assertThat(read.bytes()).isEqualTo(mangled);
      assertThat(read.verify(keys)).hasSizeLessThan(3);
      assertThat(read.text()).isEqualTo(Vectors.cosigned().text());
    } catch (IllegalArgumentException | NotVerified e) {
      assertThat(e.getMessage()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "a key of another length,"
        + " PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
    "an unknown type, PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    "another id, PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    "capitals, PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    "a short id, PeterNeumann+c74f20a+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    "another name, PeterNeumenn+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    "no name, +c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    "a space, Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    "no key, PeterNeumann+c74f20a3+",
    "two parts, PeterNeumann+c74f20a3",
    "one part, PeterNeumann",
    "no base64, PeterNeumann+c74f20a3+*",
    "loose base64, PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10T"
  })
  @DisplayName("is not verified by what is no key")
  void badKeys(String what, String vkey) {
    assertThatThrownBy(() -> VerifierKey.parse(vkey))
        .as(what)
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("is verified by a key of one form only: each changed byte makes it none, or another")
  void mangledKeys() {
    for (String name : List.of("log vkey", "w1 vkey")) {
      byte[] vkey = Vectors.after(name).getBytes(UTF_8);
      for (int at = 0; at < vkey.length; at++)
        for (int other = 0; other < 128; other++) {
          if (vkey[at] == other) continue;
          byte[] changed = vkey.clone();
          changed[at] = (byte) other;
          assertThatThrownBy(() -> VerifierKey.parse(new String(changed, UTF_8)))
              .isInstanceOf(IllegalArgumentException.class);
        }
    }
  }

  @Test
  @DisplayName("is not signed with what is no private key, and no message says the key")
  void badPrivateKeys() {
    String skey = Vectors.after("log skey");
    for (int at = 0; at < skey.length(); at++) {
      String cut = skey.substring(0, at);
      assertThatThrownBy(() -> SigningKey.parse(cut)).isInstanceOf(IllegalArgumentException.class);
      char other = skey.charAt(at) == 'A' ? 'B' : 'A';
      String changed = skey.substring(0, at) + other + skey.substring(at + 1);
      assertThatThrownBy(() -> SigningKey.parse(changed))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageNotContaining(skey.substring(70));
    }
    assertThat(SigningKey.parse(skey).toString()).doesNotContain(skey.substring(70));
  }

  @Test
  @DisplayName("is not verified by two keys of one name and one id")
  void ambiguous() {
    SignedNote note = parse("This is an example message.\n\n" + SIGNATURE);
    assertThat(note.verify(List.of(FOO, FOO))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "origin\n5\n",
        "\n5\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "origin\n05\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "origin\n+5\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "origin\n-5\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "origin\n5 \n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "origin\n٥\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "origin\n9223372036854775808\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "origin\n5\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU\n",
        "origin\n5\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=\n",
        "origin\n5\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuA==\n",
        "origin\n5\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
        "origin\n5\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n",
        "origin\n5\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\nmore\n"
      })
  @DisplayName("is no checkpoint when a line of it is another")
  void noCheckpoint(String text) {
    assertThatThrownBy(() -> Checkpoint.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("is a checkpoint up to the largest size")
  void largest() {
    String text = "origin\n9223372036854775807\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n";
    assertThat(Checkpoint.parse(text).size()).isEqualTo(Long.MAX_VALUE);
    assertThat(Checkpoint.parse(text).text()).isEqualTo(text);
  }

  @Test
  @DisplayName("in a proof file is refused or proves nothing when any byte of the file is another")
  void mangledProofs() {
    byte[] file = Vectors.note("tlog-proof (index 257)").getBytes(UTF_8);
    byte[] leaf = Vectors.leaves(300).get(257);
    TrustPolicy policy = TrustPolicyTest.bothWitnesses();
    for (int at = 0; at < file.length; at++) {
      byte[] changed = file.clone();
      changed[at] ^= 1;
      assertProvesLess(changed, leaf, policy, at);
      assertProvesLess(Arrays.copyOf(file, at), leaf, policy, -1);
    }
  }

  /** All but the extra, which nobody signed. */
  private static void assertProvesLess(byte[] file, byte[] leaf, TrustPolicy policy, int at) {
    try {
      TlogProof read = TlogProof.parse(file);
      assertThat(read.bytes()).isEqualTo(file);
      boolean believed = read.proves(leaf) && policy.judge(read.checkpoint()).quorum();
      int extra = new String(file, UTF_8).indexOf("index");
      assertThat(believed).as("byte %d", at).isEqualTo(at >= 0 && at < extra);
    } catch (IllegalArgumentException | NotVerified e) {
      assertThat(e.getMessage()).isNotEmpty();
    }
  }

  @Test
  @DisplayName("sent to a witness is refused or is another when any byte of the body is another")
  void mangledBodies() {
    byte[] body = Vectors.note("add-checkpoint body").getBytes(UTF_8);
    for (int at = 0; at < body.length; at++)
      for (int bit = 0; bit < 8; bit++) {
        byte[] changed = body.clone();
        changed[at] ^= (byte) (1 << bit);
        try {
          assertThat(AddCheckpoint.parse(changed).bytes()).isEqualTo(changed);
        } catch (IllegalArgumentException e) {
          assertThat(e.getMessage()).isNotEmpty();
        }
      }
    for (String bad :
        List.of(
            "",
            "old 0\n",
            "old 00\n\n" + Vectors.note("checkpoint 256"),
            "old -1\n\n" + Vectors.note("checkpoint 256"),
            "old 0\n" + Vectors.note("checkpoint 256"),
            "old  0\n\n" + Vectors.note("checkpoint 256"),
            "size 0\n\n" + Vectors.note("checkpoint 256"),
            "\n\n" + Vectors.note("checkpoint 256"),
            "old 0\n"
                + "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n".repeat(64)
                + "\n"
                + Vectors.note("checkpoint 256")))
      assertThatThrownBy(() -> AddCheckpoint.parse(bad.getBytes(UTF_8)))
          .as(bad)
          .isInstanceOf(IllegalArgumentException.class);
    assertThat(
            AddCheckpoint.parse(("old 0\n\n" + Vectors.note("checkpoint 256")).getBytes(UTF_8))
                .proof())
        .isEmpty();
  }
}
