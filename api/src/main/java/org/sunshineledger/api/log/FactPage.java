package org.sunshineledger.api.log;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.sunshineledger.api.security.Account;
import org.sunshineledger.api.security.Readers;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.api.web.Page;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.fact.Visibility;
import org.sunshineledger.ledger.journal.FactCodec;
import org.sunshineledger.ledger.journal.Journal;
import org.sunshineledger.ledger.journal.StoredFact;
import org.sunshineledger.ledger.log.seal.TransparencyLog;
import tools.jackson.databind.json.JsonMapper;

/** One leaf of the log: what is hashed, and what it stands for. */
@Controller
final class FactPage {

  private final Journal journal;
  private final FactCodec codec;
  private final TransparencyLog log;
  private final Readers readers;
  private final JsonMapper json;
  private final Clock clock;

  FactPage(
      Journal journal,
      FactCodec codec,
      TransparencyLog log,
      Readers readers,
      JsonMapper json,
      Clock clock) {
    this.journal = journal;
    this.codec = codec;
    this.log = log;
    this.readers = readers;
    this.json = json;
    this.clock = clock;
  }

  /**
   * @param entry the four lines that are hashed, as they are
   * @param commitment base64 of SHA-256 over salt and detail, as the entry's last line has it
   * @param proof where its proof file is, or null until a checkpoint covers it
   * @param detail what the reader may see of it, or null
   */
  record Leaf(
      long position,
      Instant recordedAt,
      String entry,
      String commitment,
      Visibility visibility,
      @Nullable String proof,
      @Nullable Detail detail) {}

  /**
   * The whole content of the fact, which proves itself.
   *
   * @param salt base64 of 32 bytes
   * @param bytes the detail, byte for byte, in UTF-8
   * @param computed base64 of SHA-256 over salt and detail, computed anew
   * @param readable the same detail with line breaks, for the page
   */
  record Detail(
      String type,
      String stream,
      boolean synthetic,
      String salt,
      String bytes,
      String computed,
      boolean matches,
      @JsonIgnore String readable) {}

  @GetMapping("/log/facts/{position}")
  Page show(@PathVariable long position, @AuthenticationPrincipal @Nullable Account account) {
    if (position < 0) throw Faulty.malformed("position", Long.toString(position));
    StoredFact stored =
        journal
            .at(position)
            .orElseThrow(() -> Faulty.of(Fault.UNKNOWN_FACT, Long.toString(position)));
    Fact fact = codec.decode(stored);
    String entry = new String(stored.entry(), StandardCharsets.US_ASCII);
    String commitment = entry.strip().lines().skip(3).findFirst().orElseThrow();
    return new Page(
        "fact",
        LocalDate.now(clock),
        new Leaf(
            position,
            stored.recordedAt(),
            entry,
            commitment,
            fact.event().visibility(),
            position < log.size() ? "/log/proofs/%d.tlog-proof".formatted(position) : null,
            readers.mayRead(fact, account) ? detail(stored, fact, commitment) : null));
  }

  private Detail detail(StoredFact stored, Fact fact, String commitment) {
    Base64.Encoder base64 = Base64.getEncoder();
    String computed = base64.encodeToString(Sha256.of(stored.salt(), stored.detail()).bytes());
    String text = new String(stored.detail(), StandardCharsets.UTF_8);
    return new Detail(
        stored.type(),
        stored.stream(),
        fact.isSynthetic(),
        base64.encodeToString(stored.salt()),
        text,
        computed,
        computed.equals(commitment),
        json.writerWithDefaultPrettyPrinter().writeValueAsString(json.readTree(text)));
  }
}
