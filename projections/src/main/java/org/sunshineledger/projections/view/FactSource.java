package org.sunshineledger.projections.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
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
 */
final class FactSource implements StreamableMessageSource<TrackedEventMessage<?>> {

  /** What a message carries: the facts of one page that the view has not seen, never empty. */
  record FactPage(List<Recorded> facts) {

    long first() {
      return facts.getFirst().position();
    }
  }

  private static final int AHEAD = 2 * Facts.PAGE;

  private final DataSource dataSource;
  private final Facts facts;
  private volatile long folded;
  private final Set<Stream> open = ConcurrentHashMap.newKeySet();

  FactSource(DataSource dataSource, Facts facts) {
    this.dataSource = dataSource;
    this.facts = facts;
  }

  @Override
  public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
    long next = token == null ? 0 : ((GlobalSequenceTrackingToken) token).getGlobalIndex() + 1;
    folded = next;
    Stream stream = new Stream(next);
    open.add(stream);
    return stream;
  }

  /** Number of facts the view has folded and committed. */
  long folded() {
    return folded;
  }

  /**
   * The view has committed all facts before this position. Behind a full page there are more; what
   * else has come is told of at the next look, so that many orders are not as many transactions.
   */
  void folded(long next) {
    folded = next;
    if (next % Facts.PAGE == 0) grown();
  }

  /** Tells the processor that there may be more to read. */
  void grown() {
    open.forEach(Stream::grown);
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
    private volatile @Nullable Runnable onGrown;

    Stream(long next) {
      this.next = next;
    }

    void grown() {
      Runnable callback = onGrown;
      if (callback != null) callback.run();
    }

    /**
     * While a page is folded, what comes meanwhile becomes one page, not many that are a
     * transaction each; only behind a full page another is read ahead.
     */
    private boolean isTime() {
      return next <= folded || (next % Facts.PAGE == 0 && next - folded < AHEAD);
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
      if (peeked == null && isTime()) {
        List<Recorded> news = read(next);
        if (!news.isEmpty())
          peeked =
              new GenericTrackedEventMessage<>(
                  new GlobalSequenceTrackingToken(news.getLast().position()),
                  GenericEventMessage.asEventMessage(new FactPage(news)));
      }
      return Optional.ofNullable(peeked);
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) {
      return peek().isPresent();
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() {
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
