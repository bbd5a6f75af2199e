package org.sunshineledger.projections.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.journal.Tokens;
import org.sunshineledger.projections.ToldLedger;

@DisplayName("A view's token")
class UnhurriedTokensTest {

  private static final String VIEW = "board_1";

  private final ToldLedger ledger = new ToldLedger();
  private final Transactions transactions = new Transactions(ledger.dataSource());
  private final TokenStore stored = Tokens.store(transactions);
  private final AtomicLong now = new AtomicLong();
  private final TokenStore tokens = new UnhurriedTokens(stored, now::get);

  @BeforeEach
  void claim() {
    tokens.initializeTokenSegments(VIEW, 1, at(0));
    assertThat(tokens.fetchToken(VIEW, 0)).isEqualTo(at(0));
    page(1, true);
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void isWrittenWithEachPageThatChangesARow() {
    for (long page = 2; page < 6; page++) {
      page(page, true);
      assertThat(stored.fetchToken(VIEW, 0)).isEqualTo(at(page));
    }
  }

  @Test
  void isLeftAsItIsByPagesThatHoldNothingAndWrittenWithTheNextThatDoes() {
    page(2, false);
    page(3, false);
    assertThat(stored.fetchToken(VIEW, 0)).isEqualTo(at(1));

    page(4, true);

    assertThat(stored.fetchToken(VIEW, 0)).isEqualTo(at(4));
  }

  @Test
  void isWrittenOnceInAWhileThoughNothingChanges() {
    List<Long> written = new ArrayList<>();
    for (long page = 2; page < 12; page++) {
      now.addAndGet(Duration.ofMillis(200).toNanos());
      page(page, false);
      written.add(((GlobalSequenceTrackingToken) stored.fetchToken(VIEW, 0)).getGlobalIndex());
    }

    assertThat(written).containsExactly(1L, 1L, 4L, 4L, 4L, 7L, 7L, 7L, 10L, 10L);
  }

  @Test
  void isWrittenWhenTheClaimIsRenewedOrGivenBack() {
    page(2, false);
    tokens.extendClaim(VIEW, 0);
    assertThat(stored.fetchToken(VIEW, 0)).isEqualTo(at(2));

    page(3, false);
    tokens.releaseClaim(VIEW, 0);
    assertThat(stored.fetchToken(VIEW, 0)).isEqualTo(at(3));
  }

  private void page(long position, boolean changesSomething) {
    UnitOfWork<?> unit = DefaultUnitOfWork.startAndGet(null);
    unit.attachTransaction(transactions);
    if (!changesSomething) UnhurriedTokens.nothingChanges();
    tokens.storeToken(at(position), VIEW, 0);
    unit.commit();
  }

  private static GlobalSequenceTrackingToken at(long position) {
    return new GlobalSequenceTrackingToken(position);
  }
}
