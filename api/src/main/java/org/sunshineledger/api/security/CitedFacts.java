package org.sunshineledger.api.security;

import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.fact.Visibility;
import org.sunshineledger.ledger.journal.FactCodec;
import org.sunshineledger.ledger.journal.Journal;
import org.sunshineledger.ledger.journal.StoredFact;
import org.sunshineledger.projections.supervision.LeadFile.Citation;

/**
 * The facts that a lead or an audit cites, as far as its reader may see them: the entry with its
 * digest is everybody's, what it is about is not.
 */
@Component
public final class CitedFacts {

  private final Journal journal;
  private final FactCodec codec;
  private final Readers readers;

  CitedFacts(Journal journal, FactCodec codec, Readers readers) {
    this.journal = journal;
    this.codec = codec;
    this.readers = readers;
  }

  /**
   * One cited fact.
   *
   * @param since the day on which it was cited first
   * @param address of its entry, and of its detail for whoever may see that
   * @param proof address of the proof file that it is in the log
   * @param commitment base64 of SHA-256 over salt and detail, as its entry has it
   * @param type null for a reader who may not see what it says; so are {@code stream} and {@code
   *     occurredOn}
   * @param breaches codes of the rules it broke
   */
  public record Shown(
      long position,
      LocalDate since,
      String address,
      String proof,
      String commitment,
      @Nullable String type,
      @Nullable String stream,
      @Nullable LocalDate occurredOn,
      List<String> breaches) {}

  public List<Shown> of(List<Citation> cited, Account account) {
    return cited.stream()
        .flatMap(each ->
            journal.at(each.position()).map(stored -> shown(each, stored, account)).stream())
        .toList();
  }

  private Shown shown(Citation citation, StoredFact stored, Account account) {
    Fact fact = codec.decode(stored);
    boolean isOpen =
        fact.event().visibility() == Visibility.PUBLIC || readers.mayRead(account, fact);
    return new Shown(
        stored.position(),
        citation.since(),
        "/log/facts/" + stored.position(),
        "/log/proofs/%d.tlog-proof".formatted(stored.position()),
        Base64.getEncoder().encodeToString(Sha256.of(stored.salt(), stored.detail()).bytes()),
        isOpen ? fact.type() : null,
        isOpen ? fact.stream() : null,
        isOpen ? fact.occurredOn() : null,
        isOpen ? fact.envelope().breaches() : List.of());
  }
}
