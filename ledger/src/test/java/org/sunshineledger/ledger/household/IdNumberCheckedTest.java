package org.sunshineledger.ledger.household;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sunshineledger.ledger.Deed.live;
import static org.sunshineledger.ledger.Deed.onPaper;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.Judging;
import org.sunshineledger.ledger.Story;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.household.HouseholdOrder.AddMember;
import org.sunshineledger.ledger.household.HouseholdOrder.ApplyForRegister;
import org.sunshineledger.ledger.household.HouseholdOrder.CorrectMemberDetails;
import org.sunshineledger.ledger.household.HouseholdOrder.Person;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.vault.IdNumbers;
import org.sunshineledger.ledger.vault.PersonalField;

@DisplayName("An ID number that contradicts itself")
class IdNumberCheckedTest {

  private static final HouseholdId LI = new HouseholdId("4101732022010001");
  private static final MemberId HEAD = new MemberId("01");
  private static final MemberId SON = new MemberId("02");
  private static final LocalDate DAY = LocalDate.of(2014, 4, 1);
  private static final String RIGHT = IdNumbers.of(1);
  private static final String WRONG = "410184196001010011";

  private final Story story = new Story();

  @AfterEach
  void close() {
    story.close();
  }

  private static ApplyForRegister applies(String idNumber) {
    return new ApplyForRegister(
        LI,
        Judging.VILLAGE,
        3,
        List.of(new Person(HEAD, Relationship.HEAD, "李某", idNumber)),
        List.of(PovertyCause.ILLNESS));
  }

  private static AddMember joins(String idNumber) {
    return new AddMember(LI, new Person(SON, Relationship.SON, "李某", idNumber), JoinReason.BIRTH);
  }

  @Test
  void isNotTakenFromAnApplication() {
    story.refuses(live(DAY, applies(WRONG)), Rule.ID_NUMBER_WRONG);
    story.tell(live(DAY, applies(RIGHT)));

    assertThat(story.lastBreaches(LI.stream())).isEmpty();
  }

  @Test
  void isTakenFromOldPaperAndFlagged() {
    story.tell(onPaper(DAY, applies(WRONG)));

    assertThat(story.lastBreaches(LI.stream())).containsExactly(Rule.ID_NUMBER_WRONG.name());
  }

  @Test
  void isNotTakenForWhoJoinsNorForACorrection() {
    story.tell(live(DAY, applies(RIGHT)));

    story.refuses(live(DAY, joins(WRONG)), Rule.ID_NUMBER_WRONG);
    story.refuses(
        live(DAY, new CorrectMemberDetails(LI, HEAD, PersonalField.ID_NUMBER, WRONG)),
        Rule.ID_NUMBER_WRONG);
    story.tell(
        live(DAY, new CorrectMemberDetails(LI, HEAD, PersonalField.NAME, WRONG)),
        live(DAY, joins("豫公证第12号")));
  }
}
