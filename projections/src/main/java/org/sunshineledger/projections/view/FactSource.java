package org.sunshineledger.projections.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.JdbcException;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/**
 * The journal as Axon's processors read it: one message is a page of facts, and its token the
 * position of the page's last fact. A processor hands over at most 1,024 messages at a time and
 * keeps account of each; with pages that account costs nothing. One source serves one view, and
 * does not run further ahead of it than {@link #AHEAD} facts, so that a slow view holds no memory.
 *
 * <p>Few facts that hold nothing for the view are passed by: handing them over, to have nothing
 * done with them, is most of what most views have to do with most orders. The processor is given
 * the last of them once in a while, so that its token does not stay behind; until then it names
 * facts that touch nothing, and whoever reads them again does no harm.
 */
final class FactSource implements StreamableMessageSource<TrackedEventMessage<?>> {

  /** What a message carries: the facts of one page that the view has not folded, never empty. */
  record FactPage(List<Recorded> facts) {

    long first() {
      return facts.getFirst().position();
    }
  }

  private static final int AHEAD = 2 * Facts.PAGE;

  /** More are not looked through before the processor has them: that is its work. */
  private static final int FEW = 64;

  /** How long facts may have been passed by before the processor is given a token behind them. */
  private static final long UNTOLD_NANOS = 500_000_000;

  private final DataSource dataSource;
  private final Facts facts;
  private final Predicate<List<Recorded>> holdsNothing;
  private final LongSupplier ticker;
  private final AtomicLong folded = new AtomicLong();
  private final Set<Stream> open = ConcurrentHashMap.newKeySet();

  /**
   * @param holdsNothing whether facts touch no row of the view; it may say no if it cannot tell
   * @param ticker nanoseconds that pass
   */
  FactSource(
      DataSource dataSource,
      Facts facts,
      Predicate<List<Recorded>> holdsNothing,
      LongSupplier ticker) {
    this.dataSource = dataSource;
    this.facts = facts;
    this.holdsNothing = holdsNothing;
    this.ticker = ticker;
  }

  @Override
  public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
    long next = token == null ? 0 : ((GlobalSequenceTrackingToken) token).getGlobalIndex() + 1;
    folded.set(next);
    Stream stream = new Stream(next);
    open.add(stream);
    return stream;
  }

  /** Number of facts the view has folded and committed, or passed by. */
  long folded() {
    return folded.get();
  }

  /**
   * The view has committed all facts before this position. Behind a full page there are more; what
   * else has come is told of at the next look, so that many orders are not as many transactions.
   */
  void folded(long next) {
    passed(next);
    if (next % Facts.PAGE == 0) open.forEach(Stream::tell);
  }

  private void passed(long next) {
    folded.accumulateAndGet(next, Math::max);
  }

  /**
   * The journal holds so many facts: tells the processor if there is something for it to read. To
   * be called every so often, whether there is more or not.
   */
  void grown(long size) {
    open.forEach(stream -> stream.grown(size));
  }

  private List<Recorded> read(long position) {
    try (Connection connection = dataSource.getConnection()) {
      return facts.from(connection, position);
    } catch (SQLException e) {
      throw new JdbcException("the views cannot read the journal at position " + position, e);
    }
  }

  private final class Stream implements BlockingStream<TrackedEventMessage<?>> {

    private long next;
    private @Nullable TrackedEventMessage<FactPage> peeked;

    /** The last facts that were passed by and lie behind the processor's token. */
    private @Nullable List<Recorded> untold;

    private long untoldSince;
    private volatile @Nullable Runnable onGrown;

    Stream(long next) {
      this.next = next;
    }

    void grown(long size) {
      if (folded() < size ? peek().isPresent() : owesAToken()) tell();
    }

    void tell() {
      Runnable callback = onGrown;
      if (callback != null) callback.run();
    }

    /**
     * While a page is folded, what comes meanwhile becomes one page, not many that are a
     * transaction each; only behind a full page another is read ahead.
     */
    private boolean isTime() {
      return isFolded() || (next % Facts.PAGE == 0 && next - folded() < AHEAD);
    }

    private boolean isFolded() {
      return next <= folded();
    }

    private synchronized boolean owesAToken() {
      return untold != null && ticker.getAsLong() - untoldSince >= UNTOLD_NANOS;
    }

    @Override
    public synchronized Optional<TrackedEventMessage<?>> peek() {
      if (peeked == null) look();
      return Optional.ofNullable(peeked);
    }

    private void look() {
      if (isTime()) {
        List<Recorded> news = read(next);
        if (!news.isEmpty()) {
          // Nothing is passed by before what stands ahead of it is committed.
          boolean passes = isFolded() && news.size() <= FEW && holdsNothing.test(news);
          if (passes) passBy(news);
          else handOver(news);
        }
      }
      List<Recorded> last = untold;
      if (last != null && owesAToken()) handOver(last);
    }

    private void passBy(List<Recorded> news) {
      if (untold == null) untoldSince = ticker.getAsLong();
      untold = news;
      next = news.getLast().position() + 1;
      passed(next);
    }

    private void handOver(List<Recorded> page) {
      untold = null;
      peeked =
          new GenericTrackedEventMessage<>(
              new GlobalSequenceTrackingToken(page.getLast().position()),
              GenericEventMessage.asEventMessage(new FactPage(page)));
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) {
      return peek().isPresent();
    }

    @Override
    public synchronized TrackedEventMessage<?> nextAvailable() {
      TrackedEventMessage<?> message =
          peek().orElseThrow(() -> new NoSuchElementException("the journal ends before " + next));
      GlobalSequenceTrackingToken token = (GlobalSequenceTrackingToken) message.trackingToken();
      next = token.getGlobalIndex() + 1;
      peeked = null;
      return message;
    }

    @Override
    public boolean setOnAvailableCallback(Runnable callback) {
      onGrown = callback;
      return true;
    }

    @Override
    public void close() {
      open.remove(this);
    }
  }
}
