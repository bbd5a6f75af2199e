package org.sunshineledger.api.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.sunshineledger.api.OpenDoors;
import org.sunshineledger.api.security.Account;
import org.sunshineledger.api.security.Accounts;
import org.sunshineledger.api.security.Role;

/** What somebody may see of the journal while he goes on reading it. */
@DisplayName("Readable facts")
class ReadableFactsTest extends OpenDoors {

  @Autowired private ReadableFacts facts;
  @Autowired private Accounts accounts;

  private long seenBy(Account account) {
    ReadableFacts.Reading reading = facts.reading(account, 0);
    long size = ledger.journal().size();
    long seen = 0;
    while (reading.position() < size) if (reading.next(size) != null) seen++;
    reading.done();
    return seen;
  }

  private static Account account(String password) {
    return new Account("leaving", "DEMO-AUDITOR", Set.of(Role.AUDITOR), "410100", password, true);
  }

  @Test
  void whoHasLostHisAccountSeesWhatEverybodySees() {
    accounts.put(account("before"));
    long asAuditor = seenBy(account("before"));

    accounts.put(account("after"));

    assertThat(seenBy(account("before"))).isLessThan(asAuditor);
    assertThat(seenBy(account("after"))).isEqualTo(asAuditor);
  }
}
