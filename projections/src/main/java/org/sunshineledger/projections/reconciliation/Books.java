package org.sunshineledger.projections.reconciliation;

import static java.util.Comparator.comparingLong;
import static java.util.stream.Collectors.groupingBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.projections.view.Folded;
import org.sunshineledger.projections.view.Rows;

/** Everything that was published, by source, as the rows had it once. */
final class Books {

  /**
   * One source's figures and relations.
   *
   * @param claims those that stand, and {@code withdrawn} those that do not
   */
  record Book(
      NavigableMap<String, Claim> claims,
      NavigableMap<String, Claim> withdrawn,
      List<Check> checks) {

    /** A check goes with the figures it names. */
    List<Check> standingChecks() {
      return checks.stream()
          .filter(
              check -> Checks.named(check.relation()).stream().noneMatch(withdrawn::containsKey))
          .toList();
    }

    Source source(String id) {
      long first =
          Math.min(
              Stream.concat(claims.values().stream(), withdrawn.values().stream())
                  .mapToLong(Claim::position)
                  .min()
                  .orElse(Long.MAX_VALUE),
              checks.stream().mapToLong(Check::position).min().orElse(Long.MAX_VALUE));
      return new Source(id, claims.size(), standingChecks().size(), first);
    }
  }

  /** What two figures must have in common to be about the same. */
  private record Subject(String metric, RegionCode region, LocalDate asOf) {
    static Subject of(Claim claim) {
      return new Subject(claim.metric(), claim.region(), claim.asOf());
    }
  }

  private final Map<String, Book> books = new TreeMap<>();
  private final Map<RegionCode, Published> policies = new HashMap<>();
  private final Map<Subject, List<Claim>> bySubject;

  private Books(Iterable<Folded<Published>> rows) {
    for (Folded<Published> row : rows) {
      Published published = row.row();
      if (published != null) add(row.key(), published);
    }
    bySubject =
        books.values().stream()
            .flatMap(book -> book.claims().values().stream())
            .collect(groupingBy(Subject::of));
  }

  static Books of(Rows<String, Published> rows) {
    return new Books(rows.startingWith(""));
  }

  private void add(String key, Published published) {
    @Nullable Claim claim = published.claim();
    if (claim != null) {
      Book book = book(claim.source());
      (published.withdrawn() ? book.withdrawn() : book.claims()).put(claim.id(), claim);
    }
    @Nullable Check check = published.check();
    if (check != null) book(check.source()).checks().add(check);
    if (!published.policies().isEmpty())
      policies.put(new RegionCode(key.substring(ReconciliationView.POLICIES.length())), published);
  }

  private Book book(String source) {
    return books.computeIfAbsent(
        source, _ -> new Book(new TreeMap<>(), new TreeMap<>(), new ArrayList<>()));
  }

  /** The one whose facts came first stands first. */
  List<Source> sources() {
    return books.entrySet().stream()
        .map(book -> book.getValue().source(book.getKey()))
        .sorted(comparingLong(Source::first))
        .toList();
  }

  @Nullable Book of(String source) {
    return books.get(source);
  }

  /** What other sources say about the same. */
  List<Beside> beside(Claim claim) {
    return bySubject.getOrDefault(Subject.of(claim), List.of()).stream()
        .filter(other -> !other.source().equals(claim.source()))
        .map(other -> Beside.of(claim, other))
        .toList();
  }

  /** The policies of each region that issued any. */
  Map<RegionCode, Published> policies() {
    return policies;
  }
}
