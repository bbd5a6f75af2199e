package org.sunshineledger.projections.view;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Writes a view's token with each page that changed a row, in the same transaction, and with others
 * only once in a while: most pages hold nothing for most views. A token that was not written names
 * facts that touch nothing, so whoever reads them again does no harm. It is written at the latest
 * when the claim is renewed.
 */
final class UnhurriedTokens implements TokenStore {

  /** How long a token may stay unwritten while pages come; far less than a claim lasts. */
  private static final long UNWRITTEN_NANOS = 500_000_000;

  private static final String NOTHING = UnhurriedTokens.class.getName() + ".nothing";

  private record Standing(long writtenAt, @Nullable TrackingToken unwritten) {}

  private final TokenStore store;
  private final LongSupplier ticker;

  /** By processor; each has one segment. */
  private final Map<String, Standing> standings = new ConcurrentHashMap<>();

  /**
   * @param ticker nanoseconds that pass
   */
  UnhurriedTokens(TokenStore store, LongSupplier ticker) {
    this.store = store;
    this.ticker = ticker;
  }

  /** The running unit of work changes no row. */
  static void nothingChanges() {
    CurrentUnitOfWork.get().resources().put(NOTHING, true);
  }

  @Override
  public void storeToken(@Nullable TrackingToken token, String processor, int segment) {
    long now = ticker.getAsLong();
    @Nullable Standing standing = standings.get(processor);
    if (changesNothing() && standing != null && now - standing.writtenAt() < UNWRITTEN_NANOS) {
      standings.put(processor, new Standing(standing.writtenAt(), token));
      return;
    }
    store.storeToken(token, processor, segment);
    standings.put(processor, new Standing(now, null));
  }

  private static boolean changesNothing() {
    return CurrentUnitOfWork.isStarted()
        && CurrentUnitOfWork.get().resources().containsKey(NOTHING);
  }

  @Override
  public void extendClaim(String processor, int segment) {
    if (!write(processor, segment)) store.extendClaim(processor, segment);
  }

  @Override
  public void releaseClaim(String processor, int segment) {
    boolean _ = write(processor, segment);
    standings.remove(processor);
    store.releaseClaim(processor, segment);
  }

  private boolean write(String processor, int segment) {
    @Nullable Standing standing = standings.get(processor);
    if (standing == null || standing.unwritten() == null) return false;
    store.storeToken(standing.unwritten(), processor, segment);
    standings.put(processor, new Standing(ticker.getAsLong(), null));
    return true;
  }

  @Override
  public TrackingToken fetchToken(String processor, int segment) {
    standings.remove(processor);
    return store.fetchToken(processor, segment);
  }

  @Override
  public TrackingToken fetchToken(String processor, Segment segment) {
    standings.remove(processor);
    return store.fetchToken(processor, segment);
  }

  @Override
  public void initializeTokenSegments(String processor, int segments) {
    store.initializeTokenSegments(processor, segments);
  }

  @Override
  public void initializeTokenSegments(
      String processor, int segments, @Nullable TrackingToken initial) {
    store.initializeTokenSegments(processor, segments, initial);
  }

  @Override
  public void initializeSegment(@Nullable TrackingToken token, String processor, int segment) {
    store.initializeSegment(token, processor, segment);
  }

  @Override
  public void deleteToken(String processor, int segment) {
    standings.remove(processor);
    store.deleteToken(processor, segment);
  }

  @Override
  public boolean requiresExplicitSegmentInitialization() {
    return store.requiresExplicitSegmentInitialization();
  }

  @Override
  public int[] fetchSegments(String processor) {
    return store.fetchSegments(processor);
  }

  @Override
  public List<Segment> fetchAvailableSegments(String processor) {
    return store.fetchAvailableSegments(processor);
  }

  @Override
  public Optional<String> retrieveStorageIdentifier() {
    return store.retrieveStorageIdentifier();
  }
}
