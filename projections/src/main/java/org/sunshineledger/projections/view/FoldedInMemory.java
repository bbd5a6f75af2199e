package org.sunshineledger.projections.view;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Fact;

/**
 * Some views folded over facts that somebody brings, in the order of their positions, without a
 * database: by the definition itself, word for word. For one thread, and for facts that fit into
 * memory; a fact that none of the views reads is not kept.
 */
public final class FoldedInMemory implements RowSource {

  private final Map<String, Kept<?, ?>> kept = new LinkedHashMap<>();
  private final Map<String, List<Fact>> streams = new HashMap<>();
  private long size;

  public FoldedInMemory(Collection<View<?, ?>> views) {
    for (View<?, ?> view : views) kept.put(view.name(), new Kept<>(view));
  }

  /** Whether any of the views may want facts of this published type. */
  public boolean reads(String type) {
    return kept.values().stream().anyMatch(each -> each.view.reads(type));
  }

  /**
   * The next fact.
   *
   * @throws FoldFailed when a view cannot say which rows it touches
   */
  public void add(Fact fact) {
    if (fact.position() < size)
      throw new IllegalArgumentException("position %d after %d".formatted(fact.position(), size));
    size = fact.position() + 1;
    boolean wanted = false;
    for (Kept<?, ?> each : kept.values()) wanted |= each.add(fact);
    if (wanted) streams.computeIfAbsent(fact.stream(), _ -> new ArrayList<>()).add(fact);
  }

  @Override
  @SuppressWarnings("unchecked") // A view is kept under its name with its own types.
  public <K, R extends Record> Rows<K, R> rows(View<K, R> view) {
    Kept<K, R> found = (Kept<K, R>) kept.get(view.name());
    return found == null ? new Kept<>(view).unread() : found;
  }

  @Override
  public List<Fact> stream(String stream, @Nullable Instant knownAt, Set<String> without) {
    return streams.getOrDefault(stream, List.of()).stream()
        .filter(fact -> knownAt == null || !fact.recordedAt().isAfter(knownAt))
        .filter(fact -> !without.contains(fact.type()))
        .toList();
  }

  /** The facts of each row of one view. */
  private static final class Kept<K, R extends Record> implements Rows<K, R> {

    private final View<K, R> view;
    private final Map<String, List<Fact>> facts = new TreeMap<>();
    private final Map<String, Folded<R>> today = new HashMap<>();
    private long last = -1;
    private boolean unread;

    Kept(View<K, R> view) {
      this.view = view;
    }

    /** A view that was not asked for has no answers, not even an empty one. */
    Kept<K, R> unread() {
      unread = true;
      return this;
    }

    private Map<String, List<Fact>> facts() {
      if (unread)
        throw new IllegalStateException("the view %s was not folded".formatted(view.name()));
      return facts;
    }

    boolean add(Fact fact) {
      if (!view.reads(fact.type())) return false;
      List<K> keys;
      try {
        keys = view.keys(fact).distinct().toList();
      } catch (RuntimeException e) {
        throw new FoldFailed(view.name(), "?", fact.position(), e);
      }
      for (K key : keys) {
        facts.computeIfAbsent(view.text(key), _ -> new ArrayList<>()).add(fact);
        today.remove(view.text(key));
        last = fact.position();
      }
      return !keys.isEmpty();
    }

    @Override
    public Map<K, Folded<R>> rows(Collection<K> keys) {
      Map<K, Folded<R>> found = HashMap.newHashMap(keys.size());
      for (K key : keys) {
        @Nullable Folded<R> row = today(view.text(key));
        if (row != null) found.put(key, row);
      }
      return found;
    }

    private @Nullable Folded<R> today(String key) {
      @Nullable Folded<R> known = today.get(key);
      if (known != null || !facts().containsKey(key)) return known;
      @Nullable Folded<R> row = folded(key, _ -> true);
      if (row != null) today.put(key, row);
      return row;
    }

    @Override
    public Map<K, Folded<R>> rows(Collection<K> keys, Moment moment) {
      return at(keys, moment, moment.asOf());
    }

    @Override
    public Map<K, Folded<R>> upTo(Collection<K> keys, Moment moment) {
      return moment.knowsAll() ? rows(keys) : at(keys, moment, LocalDate.MAX);
    }

    private Map<K, Folded<R>> at(Collection<K> keys, Moment moment, LocalDate lastDay) {
      Map<K, Folded<R>> found = new HashMap<>();
      for (K key : keys) {
        @Nullable Folded<R> row =
            folded(
                view.text(key),
                fact ->
                    !fact.occurredOn().isAfter(lastDay)
                        && moment.knew(fact.position(), fact.recordedAt()));
        if (row != null) found.put(key, row);
      }
      return found;
    }

    private @Nullable Folded<R> folded(String key, Predicate<Fact> counts) {
      K typed = view.key(key);
      @Nullable Folded<R> folded = null;
      for (Fact fact :
          facts().getOrDefault(key, List.of()).stream()
              .filter(counts)
              .sorted(Live.FOLD_ORDER)
              .toList()) folded = foldOn(folded, key, typed, fact);
      return folded;
    }

    private Folded<R> foldOn(@Nullable Folded<R> before, String text, K key, Fact fact) {
      try {
        return new Folded<>(
            text,
            fact.occurredOn(),
            before == null ? fact.position() : Math.max(before.position(), fact.position()),
            fact.isSynthetic() || (before != null && before.synthetic()),
            view.fold(before == null ? null : before.row(), key, fact));
      } catch (RuntimeException e) {
        throw new FoldFailed(view.name(), text, fact.position(), e);
      }
    }

    @Override
    public List<Folded<R>> present() {
      return startingWith("").stream().filter(row -> row.row() != null).toList();
    }

    @Override
    public List<Folded<R>> startingWith(String prefix, String from) {
      List<Folded<R>> found = new ArrayList<>();
      for (String key : facts().keySet()) {
        if (!key.startsWith(prefix) || key.compareTo(from) < 0) continue;
        @Nullable Folded<R> row = today(key);
        if (row != null) found.add(row);
      }
      return found;
    }

    @Override
    public Map<String, Long> positions() {
      Map<String, Long> positions = HashMap.newHashMap(facts().size());
      facts().forEach((key, all) -> positions.put(key, all.getLast().position()));
      return positions;
    }

    @Override
    public long last() {
      return last;
    }

    @Override
    public long recordedBy(Instant moment) {
      return facts().values().stream()
          .flatMap(List::stream)
          .filter(fact -> !fact.recordedAt().isAfter(moment))
          .mapToLong(fact -> fact.position() + 1)
          .max()
          .orElse(0);
    }
  }
}
