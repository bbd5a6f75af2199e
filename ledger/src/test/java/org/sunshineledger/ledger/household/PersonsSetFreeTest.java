package org.sunshineledger.ledger.household;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sunshineledger.ledger.Deed.live;

import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.Deed;
import org.sunshineledger.ledger.Judging;
import org.sunshineledger.ledger.Story;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.household.HouseholdOrder.AddMember;
import org.sunshineledger.ledger.household.HouseholdOrder.ApplyForRegister;
import org.sunshineledger.ledger.household.HouseholdOrder.CorrectMemberDetails;
import org.sunshineledger.ledger.household.HouseholdOrder.Person;
import org.sunshineledger.ledger.household.HouseholdOrder.RefuseIdentification;
import org.sunshineledger.ledger.vault.PersonalField;

@DisplayName("A household that was refused")
class PersonsSetFreeTest {

  private static final HouseholdId LI = new HouseholdId("4101732022010001");
  private static final HouseholdId WANG = new HouseholdId("4101732022010002");
  private static final MemberId HEAD = new MemberId("01");
  private static final MemberId SON = new MemberId("02");
  private static final String NUMBER = "410184199601010010";
  private static final LocalDate DAY = LocalDate.of(2014, Month.APRIL, 1);

  private final Story story = new Story();

  @AfterEach
  void close() {
    story.close();
  }

  private static Person person(MemberId member, String idNumber) {
    return new Person(member, Relationship.OTHER, "李某", idNumber);
  }

  private static Deed applies(HouseholdId household, String idNumber) {
    return live(
        DAY,
        new ApplyForRegister(
            household,
            Judging.VILLAGE,
            3,
            List.of(person(HEAD, idNumber)),
            List.of(PovertyCause.ILLNESS)));
  }

  private static Deed refused() {
    return live(
        DAY, new RefuseIdentification(LI, Stage.VILLAGE_REVIEW, RefusalReason.INCOME_ABOVE_LINE));
  }

  private void mayBeInAnother() {
    story.tell(applies(WANG, NUMBER));
    assertThat(story.lastBreaches(WANG.stream())).isEmpty();
  }

  @Test
  @DisplayName("keeps nobody whose number is corrected afterwards")
  void correctedAfterwards() {
    story.tell(
        applies(LI, "410184196001010013"),
        refused(),
        live(DAY, new CorrectMemberDetails(LI, HEAD, PersonalField.ID_NUMBER, NUMBER)));

    mayBeInAnother();
  }

  @Test
  @DisplayName("lets go, when it applies again, of those who joined in between and are not named")
  void joinedInBetween() {
    story.tell(
        applies(LI, "410184196001010013"),
        refused(),
        live(DAY, new AddMember(LI, person(SON, NUMBER), JoinReason.RETURNED)).asHistory(),
        applies(LI, "410184196001010013"));

    mayBeInAnother();
  }
}
