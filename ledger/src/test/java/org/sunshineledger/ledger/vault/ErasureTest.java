package org.sunshineledger.ledger.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.sunshineledger.ledger.Deed.live;
import static org.sunshineledger.ledger.Deed.onPaper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunshineledger.ledger.Deed;
import org.sunshineledger.ledger.Judging;
import org.sunshineledger.ledger.Ledger;
import org.sunshineledger.ledger.Story;
import org.sunshineledger.ledger.TestDatabase;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fsck.Finding;
import org.sunshineledger.ledger.fsck.Fsck;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdApplied;
import org.sunshineledger.ledger.household.HouseholdOrder.ApplyForRegister;
import org.sunshineledger.ledger.household.HouseholdOrder.CorrectMemberDetails;
import org.sunshineledger.ledger.household.HouseholdOrder.Person;
import org.sunshineledger.ledger.household.HouseholdOrder.RefuseIdentification;
import org.sunshineledger.ledger.household.HouseholdOrder.RemoveMember;
import org.sunshineledger.ledger.household.LeaveReason;
import org.sunshineledger.ledger.household.PovertyCause;
import org.sunshineledger.ledger.household.RefusalReason;
import org.sunshineledger.ledger.household.Relationship;
import org.sunshineledger.ledger.household.Stage;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.vault.VaultEvent.PersonalDataAccessed;
import org.sunshineledger.ledger.vault.VaultEvent.PersonalDataErased;
import org.sunshineledger.ledger.vault.VaultOrder.ErasePersonalData;
import org.sunshineledger.ledger.vault.VaultOrder.LiftRestriction;
import org.sunshineledger.ledger.vault.VaultOrder.OpenPersonalData;
import org.sunshineledger.ledger.vault.VaultOrder.RestrictPersonalData;

@DisplayName("个人信息的限制、查阅和删除")
class ErasureTest {

  private static final LocalDate DAY = LocalDate.of(2014, 4, 1);
  private static final LocalDate LATER = LocalDate.of(2016, 10, 17);
  private static final HouseholdId LI = new HouseholdId("4101732022010001");
  private static final HouseholdId WANG = new HouseholdId("4101732022010002");
  private static final MemberId HEAD = new MemberId("01");
  private static final MemberId SON = new MemberId("02");
  private static final SubjectId THE_HEAD = SubjectId.of(LI, HEAD);
  private static final String NAME = "李样例";
  private static final String NUMBER = IdNumbers.of(1);

  @TempDir Path home;

  private Story story = new Story();

  @AfterEach
  void close() {
    story.close();
  }

  private static Deed applies(HouseholdId household, String idNumber) {
    return live(
        DAY,
        new ApplyForRegister(
            household,
            Judging.VILLAGE,
            3,
            List.of(
                new Person(HEAD, Relationship.HEAD, NAME, idNumber),
                new Person(
                    SON, Relationship.SON, "李某", IdNumbers.of(household.equals(LI) ? 2 : 3))),
            List.of(PovertyCause.ILLNESS)));
  }

  private static Deed refused() {
    return live(
        DAY, new RefuseIdentification(LI, Stage.VILLAGE_REVIEW, RefusalReason.INCOME_ABOVE_LINE));
  }

  private static Deed erases() {
    return live(LATER, new ErasePersonalData(THE_HEAD, ProtectionBasis.PURPOSE_ENDED));
  }

  private static Deed opens(PersonalField... fields) {
    return live(LATER, new OpenPersonalData(THE_HEAD, List.of(fields), AccessPurpose.OBJECTION));
  }

  private Commitment commitment(PersonalField field) {
    return story.facts(LI.stream()).stream()
        .flatMap(fact ->
            fact.event() instanceof HouseholdApplied applied
                ? applied.members().getFirst().commitments().stream()
                : Stream.empty())
        .filter(each -> each.field() == field)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatIsErasedOpensNoMoreAndTheFactSaysWhichKeysAreGone() {
    story.tell(applies(LI, NUMBER), refused());
    Vault vault = story.ledger().vault();
    List<UUID> keys = vault.keysOf(THE_HEAD.inVault());
    assertThat(vault.open(commitment(PersonalField.NAME))).contains(NAME);

    story.tell(erases());

    assertThat(vault.open(commitment(PersonalField.NAME))).isEmpty();
    assertThat(vault.open(commitment(PersonalField.ID_NUMBER))).isEmpty();
    assertThat(vault.keysOf(THE_HEAD.inVault())).isEmpty();
    assertThat(vault.keysOf(SubjectId.of(LI, SON).inVault())).as("the son's").isNotEmpty();
    assertThat(story.facts(THE_HEAD.stream()))
        .extracting("event")
        .containsExactly(new PersonalDataErased(THE_HEAD, ProtectionBasis.PURPOSE_ENDED, keys));
    assertThat(fsck()).isEmpty();
  }

  @Test
  void whoIsErasedIsNotErasedAgainAndMayApplyAnew() {
    story.tell(applies(LI, NUMBER), refused(), erases());

    story.refuses(erases(), Rule.NOTHING_TO_ERASE);
    story.tell(applies(WANG, NUMBER));

    assertThat(story.lastBreaches(WANG.stream())).isEmpty();
  }

  @Test
  void whoAppliedOrIsOnTheRegisterIsNotErased() {
    story.tell(applies(LI, NUMBER));

    story.refuses(erases(), Rule.ERASED_WHILE_NEEDED);

    assertThat(story.ledger().vault().open(commitment(PersonalField.NAME))).contains(NAME);
  }

  @Test
  void aPersonWhoHasLeftIsSetFreeWithHisNumber() {
    story.tell(
        applies(LI, NUMBER),
        onPaper(DAY.plusDays(1), new RemoveMember(LI, HEAD, LeaveReason.MOVED)));

    story.tell(erases(), applies(WANG, NUMBER));

    assertThat(story.lastBreaches(THE_HEAD.stream())).isEmpty();
  }

  @Test
  void nobodyUnknownIsOpenedRestrictedOrErased() {
    story.tell(applies(LI, NUMBER));
    SubjectId stranger = new SubjectId(LI + "-09");

    story.refuses(
        live(LATER, new ErasePersonalData(stranger, ProtectionBasis.COURT_ORDER)),
        Rule.MEMBER_UNKNOWN);
    story.refuses(
        live(LATER, new RestrictPersonalData(stranger, ProtectionBasis.COURT_ORDER)),
        Rule.MEMBER_UNKNOWN);
    story.refuses(
        live(
            LATER,
            new OpenPersonalData(stranger, List.of(PersonalField.NAME), AccessPurpose.AUDIT)),
        Rule.MEMBER_UNKNOWN);
    story.refuses(
        live(
            LATER, new RestrictPersonalData(SubjectId.of(WANG, HEAD), ProtectionBasis.COURT_ORDER)),
        Rule.NO_SUCH_STREAM);
  }

  @Test
  void anOpeningIsAFactThatHoldsNoValue() {
    story.tell(applies(LI, NUMBER));

    story.tell(opens(PersonalField.NAME, PersonalField.ID_NUMBER, PersonalField.NAME));

    assertThat(story.facts(THE_HEAD.stream()))
        .extracting("event")
        .containsExactly(
            new PersonalDataAccessed(
                THE_HEAD,
                List.of(PersonalField.NAME, PersonalField.ID_NUMBER),
                AccessPurpose.OBJECTION));
    assertThat(story.ledger().persons().open(THE_HEAD, List.of(PersonalField.NAME)))
        .isEqualTo(Map.of(PersonalField.NAME, NAME));
  }

  @Test
  void theNewestValueIsOpened() {
    story.tell(
        applies(LI, NUMBER),
        live(DAY, new CorrectMemberDetails(LI, HEAD, PersonalField.NAME, "李改名")));

    assertThat(
            story
                .ledger()
                .persons()
                .open(THE_HEAD, List.of(PersonalField.NAME, PersonalField.PHONE)))
        .isEqualTo(Map.of(PersonalField.NAME, "李改名"));
  }

  @Nested
  @DisplayName("限制处理")
  class Restricted {

    private Deed restricts() {
      return live(LATER, new RestrictPersonalData(THE_HEAD, ProtectionBasis.RETENTION_RUNNING));
    }

    private Deed corrects() {
      return live(LATER, new CorrectMemberDetails(LI, HEAD, PersonalField.NAME, "李改名"));
    }

    @Test
    void keepsTheDataAndNothingElse() {
      story.tell(applies(LI, NUMBER), restricts());

      story.refuses(opens(PersonalField.NAME), Rule.PROCESSING_RESTRICTED);
      story.refuses(corrects(), Rule.PROCESSING_RESTRICTED);
      story.refuses(restricts(), Rule.NOTHING_CHANGES);
      assertThat(story.ledger().vault().open(commitment(PersonalField.NAME))).contains(NAME);
    }

    @Test
    void endsWhenItIsLifted() {
      story.tell(
          applies(LI, NUMBER),
          restricts(),
          live(LATER, new LiftRestriction(THE_HEAD)),
          opens(PersonalField.NAME),
          corrects());

      story.refuses(live(LATER, new LiftRestriction(THE_HEAD)), Rule.NOTHING_CHANGES);
    }

    @Test
    void doesNotStandInTheWayOfAnErasure() {
      story.tell(applies(LI, NUMBER), refused(), restricts(), erases());

      assertThat(story.ledger().vault().open(commitment(PersonalField.NAME))).isEmpty();
    }
  }

  @Nested
  @DisplayName("恢复旧备份")
  class PutBack {

    private Story listed(Path list) {
      story.close();
      story = new Story(ErasureList.in(list));
      return story;
    }

    @Test
    void aVaultThatIsPutBackIsErasedAgainBeforeItOpens() throws SQLException {
      story.tell(applies(LI, NUMBER), refused());
      Commitment name = commitment(PersonalField.NAME);
      superuser("create table public.keys as table vault.subject_key");
      superuser("create table public.fields as table vault.field");
      story.tell(erases());
      superuser("insert into vault.subject_key table public.keys on conflict do nothing");
      superuser("insert into vault.field table public.fields on conflict do nothing");
      assertThat(story.ledger().vault().open(name)).as("put back").contains(NAME);
      assertThat(fsck())
          .extracting(Finding::code, Finding::position)
          .containsExactly(
              tuple(
                  Finding.Code.ERASED_KEY_CAME_BACK,
                  story.facts(THE_HEAD.stream()).getLast().position()));

      story.reopen();

      assertThat(story.ledger().vault().open(name)).isEmpty();
      assertThat(fsck()).isEmpty();
    }

    /** The journal was put back too, and does not know of the erasure any more. */
    @Test
    void aDatabaseThatIsPutBackWholeIsErasedByTheListBesideIt() throws SQLException, IOException {
      Path list = home.resolve("secrets").resolve("erased.list");
      listed(list).tell(applies(LI, NUMBER), refused());
      List<UUID> keys = story.ledger().vault().keysOf(THE_HEAD.inVault());
      story.tell(erases());
      assertThat(Files.readAllLines(list)).containsExactlyElementsOf(strings(keys));
      try (TestDatabase old = TestDatabase.create()) {
        insert(old, keys.getFirst());
        Vault vault =
            new Vault(old.app(), TestDatabase.MASTER_KEY, new SecureRandom(), ErasureList.in(list));
        assertThat(vault.keysOf(THE_HEAD.inVault())).isNotEmpty();
        new Ledger(old.app(), Judging.CLOCK, vault, new SecureRandom()).close();
        assertThat(vault.keysOf(THE_HEAD.inVault())).isEmpty();
      }
    }

    @Test
    void theListIsMadeWholeFromTheJournal() throws IOException {
      Path list = home.resolve("erased.list");
      listed(list).tell(applies(LI, NUMBER), refused(), erases());
      List<String> whole = Files.readAllLines(list);
      Files.writeString(list, whole.getFirst().substring(0, 20));

      story.reopen(ErasureList.in(list));

      assertThat(Files.readAllLines(list)).isEqualTo(whole);
    }

    @Test
    void aListThatSaysSomethingElseIsNotUsed() throws IOException {
      Path list = home.resolve("erased.list");
      Files.writeString(list, UUID.randomUUID() + "\nsomething else\n", StandardOpenOption.CREATE);

      assertThatThrownBy(() -> ErasureList.in(list))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("line 2 of ")
          .hasMessageNotContaining("something");
    }

    private static List<String> strings(List<UUID> keys) {
      return keys.stream().map(UUID::toString).toList();
    }

    private static void insert(TestDatabase database, UUID key) throws SQLException {
      try (Connection connection = database.superuser().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(
            "insert into vault.subject_key values ('%s', '%s', '\\x00')"
                .formatted(key, THE_HEAD.inVault()));
      }
    }

    private void superuser(String sql) throws SQLException {
      try (Connection connection = story.database().superuser().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }
  }

  private List<Finding> fsck() {
    return new Fsck(story.database().app(), story.ledger().codec())
        .check(null, (_, _) -> {})
        .findings();
  }
}
