package org.sunshineledger.api.web;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.TimeMeter;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.sunshineledger.projections.view.Touched;
import org.sunshineledger.projections.view.Views;

/**
 * 历史当日 for everybody: what the ledger says of a day that is over is put together once and kept, for
 * all languages and formats, until a fact comes that touches a row it may be made of. Who asks for
 * what is kept is never turned away; who has much put together waits.
 */
@Component
public final class PastAnswers {

  /** Rows in all answers together: some 50 MB. */
  private static final int ROWS_KEPT = 100_000;

  /**
   * @param question the page or list
   * @param subject what of it, or null
   * @param size of the log the answer is of, or null for all that is folded
   * @param touched how far its views had come before it was put together; none where the size says
   */
  private record Key(
      String question,
      @Nullable Object subject,
      LocalDate day,
      @Nullable Long size,
      List<Touched> touched) {}

  private record Kept(Object answer, int rows) {}

  private final Views views;
  private final PastDayLimit limit;
  private final HttpServletRequest request;
  private final Clock clock;
  private final AsyncCache<Key, Kept> kept =
      Caffeine.newBuilder()
          .maximumWeight(ROWS_KEPT)
          .weigher((Key _, Kept each) -> 1 + each.rows())
          .buildAsync();

  /**
   * @param request the one at hand, whichever that is
   * @param atOnce {@code ledger.past-days.at-once}
   * @param perMinute {@code ledger.past-days.per-minute}
   */
  PastAnswers(
      Views views,
      HttpServletRequest request,
      Clock clock,
      @Value("${ledger.past-days.at-once}") int atOnce,
      @Value("${ledger.past-days.per-minute}") int perMinute) {
    this.views = views;
    this.limit = new PastDayLimit(atOnce, perMinute, TimeMeter.SYSTEM_NANOTIME);
    this.request = request;
    this.clock = clock;
  }

  /**
   * What a page says of a day, with everything that is known now; a day that is not over is put
   * together each time. It must be the same whoever asks.
   *
   * @param page as {@link Followed} knows it
   * @param rows how large an answer is
   * @throws Faulty with TOO_MANY_PAST_DAYS
   */
  public <T> T of(
      String page,
      @Nullable Object subject,
      LocalDate day,
      ToIntFunction<T> rows,
      Supplier<T> answer) {
    if (!day.isBefore(LocalDate.now(clock))) return answer.get();
    Set<String> behind = Followed.PAGES.getOrDefault(page, Set.of());
    return kept(new Key(page, subject, day, null, views.touched(behind)), rows, answer);
  }

  /**
   * The same of a list.
   *
   * @param behind the views it is made of
   */
  public <T> T of(
      String list,
      @Nullable Object subject,
      LocalDate day,
      Collection<String> behind,
      ToIntFunction<T> rows,
      Supplier<T> answer) {
    if (!day.isBefore(LocalDate.now(clock))) return answer.get();
    return kept(new Key(list, subject, day, null, views.touched(behind)), rows, answer);
  }

  /**
   * What a list says of a day, as the first facts of the log tell it. That never changes.
   *
   * @param size how many facts count
   */
  public <T> T first(
      String list,
      @Nullable Object subject,
      LocalDate day,
      long size,
      ToIntFunction<T> rows,
      Supplier<T> answer) {
    return kept(new Key(list, subject, day, size, List.of()), rows, answer);
  }

  @SuppressWarnings("unchecked") // A question has answers of one type.
  private <T> T kept(Key key, ToIntFunction<T> rows, Supplier<T> answer) {
    @Nullable CompletableFuture<Kept> there = kept.getIfPresent(key);
    if (there != null) return (T) join(there).answer();
    if (request.getUserPrincipal() == null) limit.take(request.getRemoteAddr());
    CompletableFuture<Kept> mine = new CompletableFuture<>();
    there = kept.asMap().putIfAbsent(key, mine);
    if (there != null) return (T) join(there).answer();
    try {
      T made = answer.get();
      mine.complete(new Kept(made, rows.applyAsInt(made)));
      return made;
    } catch (RuntimeException | Error e) {
      // Whoever waits for it is told the same; it is not kept.
      mine.completeExceptionally(e);
      throw e;
    }
  }

  private static Kept join(CompletableFuture<Kept> other) {
    try {
      return other.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) throw cause;
      throw e;
    }
  }
}
