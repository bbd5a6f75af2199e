package org.sunshineledger.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sunshineledger.api.imports.ClaimFlaw;
import org.sunshineledger.api.imports.Discrepancy;
import org.sunshineledger.api.imports.ImportFlaw;
import org.sunshineledger.api.scenario.ScenarioProgress;
import org.sunshineledger.api.staff.Task;
import org.sunshineledger.ledger.Ledger;
import org.sunshineledger.ledger.duty.PairingScope;
import org.sunshineledger.ledger.duty.VisitPurpose;
import org.sunshineledger.ledger.fact.Mode;
import org.sunshineledger.ledger.fact.OverrideReason;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.Signer;
import org.sunshineledger.ledger.fund.FundingLevel;
import org.sunshineledger.ledger.fund.Purpose;
import org.sunshineledger.ledger.household.CrossCheckSource;
import org.sunshineledger.ledger.household.PlanRevisionReason;
import org.sunshineledger.ledger.household.PovertyCause;
import org.sunshineledger.ledger.household.Programme;
import org.sunshineledger.ledger.household.Relationship;
import org.sunshineledger.ledger.notice.AnnulmentReason;
import org.sunshineledger.ledger.notice.NoticeKind;
import org.sunshineledger.ledger.plan.MeasureKind;
import org.sunshineledger.ledger.project.AcceptanceLevel;
import org.sunshineledger.ledger.project.ConstructionNature;
import org.sunshineledger.ledger.project.ExpenditureKind;
import org.sunshineledger.ledger.project.Linkage;
import org.sunshineledger.ledger.project.Participation;
import org.sunshineledger.ledger.project.ProjectCategory;
import org.sunshineledger.ledger.region.RegionLevel;
import org.sunshineledger.ledger.rules.Confidence;
import org.sunshineledger.ledger.rules.DayCount;
import org.sunshineledger.ledger.rules.ExclusionSignals;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.Severity;
import org.sunshineledger.ledger.supervision.AccountabilityForm;
import org.sunshineledger.ledger.supervision.ClaimKind;
import org.sunshineledger.ledger.supervision.ClaimUnit;
import org.sunshineledger.ledger.supervision.FindingKind;
import org.sunshineledger.ledger.supervision.LeadOutcome;
import org.sunshineledger.ledger.supervision.LeadSource;
import org.sunshineledger.ledger.supervision.LegalBasis;
import org.sunshineledger.ledger.supervision.Misconduct;
import org.sunshineledger.ledger.supervision.RectificationResult;
import org.sunshineledger.ledger.supervision.ResponsibilityKind;
import org.sunshineledger.ledger.supervision.TargetKind;
import org.sunshineledger.ledger.vault.AccessPurpose;
import org.sunshineledger.ledger.vault.PersonalField;
import org.sunshineledger.ledger.vault.ProtectionBasis;
import org.sunshineledger.ledger.village.PoorVillageLevel;
import org.sunshineledger.projections.disclosure.Disclosure;
import org.sunshineledger.projections.disclosure.Matter;
import org.sunshineledger.projections.money.Ageing;
import org.sunshineledger.projections.money.Entry;
import org.sunshineledger.projections.money.StopKind;
import org.sunshineledger.projections.mutualaid.MutualAidStanding;
import org.sunshineledger.projections.officer.Act;
import org.sunshineledger.projections.published.ListName;
import org.sunshineledger.projections.reconciliation.Agreement;
import org.sunshineledger.projections.reconciliation.Reason;
import org.sunshineledger.projections.reconciliation.Verdict;
import org.sunshineledger.projections.redflags.RedFlag;
import org.sunshineledger.projections.redflags.Settlement;
import org.sunshineledger.projections.responsibility.Duty;
import org.sunshineledger.projections.responsibility.Finding;
import org.sunshineledger.projections.responsibility.Subject;
import org.sunshineledger.projections.supervision.AuditState;
import org.sunshineledger.projections.supervision.LeadState;
import org.sunshineledger.projections.view.RowDifference;

class MessagesTest {

  private final Properties chinese = bundle("zh");
  private final Properties english = bundle("en");

  @Test
  void theTwoBundlesAgree() {
    assertThat(new TreeSet<>(english.stringPropertyNames()))
        .isEqualTo(new TreeSet<>(chinese.stringPropertyNames()));
    chinese.forEach((key, text) ->
        assertThat(places((String) text))
            .as("arguments of %s", key)
            .isEqualTo(places(Objects.requireNonNull(english.getProperty((String) key)))));
  }

  /** Of two texts under one key the later one is said, in the place of both. */
  @Test
  void noKeyStandsTwiceInABundle() {
    for (String language : List.of("zh", "en")) {
      Map<Object, Object> once = new HashMap<>();
      Set<Object> twice = new TreeSet<>();
      load(
          language,
          new Properties() {
            private static final long serialVersionUID = 1L;

            @Override
            public synchronized Object put(Object key, Object text) {
              if (once.put(key, text) != null) twice.add(key);
              return text;
            }
          });
      assertThat(twice).as(language).isEmpty();
      assertThat(once).hasSameSizeAs(chinese);
    }
  }

  private static Set<String> places(String text) {
    new MessageFormat(text); // Throws for a broken pattern.
    Set<String> places = new TreeSet<>();
    Pattern.compile("\\{\\d}").matcher(text).results().map(MatchResult::group).forEach(places::add);
    return places;
  }

  static Stream<String> keysThatCodeBuilds() {
    return Stream.of(
            names("Post.", Post.class),
            names("Capacity.", Signer.Capacity.class),
            names("SubjectKind.", Subject.Kind.class),
            names("Finding.", Finding.Kind.class),
            names("ActPart.", Act.Part.class),
            names("DutyKind.", Duty.Kind.class),
            names("Mode.", Mode.class),
            names("FundingLevel.", FundingLevel.class),
            names("Purpose.", Purpose.class),
            names("PovertyCause.", PovertyCause.class),
            names("Programme.", Programme.class),
            names("NoticeKind.", NoticeKind.class),
            names("AnnulmentReason.", AnnulmentReason.class),
            names("RegionLevel.", RegionLevel.class),
            names("PoorVillageLevel.", PoorVillageLevel.class),
            names("ClaimKind.", ClaimKind.class),
            names("Joint.", Entry.Joint.class),
            names("Budget.", Ageing.Budget.class),
            names("Matter.", Matter.class),
            names("Disclosure.", Disclosure.Status.class),
            names("disclosures.days.", DayCount.class),
            names("ProjectCategory.", ProjectCategory.class),
            names("ConstructionNature.", ConstructionNature.class),
            names("Participation.", Participation.class),
            names("Linkage.", Linkage.class),
            names("ExpenditureKind.", ExpenditureKind.class),
            names("AcceptanceLevel.", AcceptanceLevel.class),
            names("LoanState.", MutualAidStanding.LoanState.class),
            names("Verdict.", Verdict.class),
            names("Reason.", Reason.class),
            names("RuleKind.", Rule.Kind.class),
            names("Severity.", Severity.class),
            names("Confidence.", Confidence.class),
            names("OverrideReason.", OverrideReason.class),
            names("MeasureKind.", MeasureKind.class),
            names("Path.", MeasureKind.Path.class),
            names("StopKind.", StopKind.class),
            names("PlanRevisionReason.", PlanRevisionReason.class),
            names("RedFlag.", RedFlag.class),
            names("RedFlag.", RedFlag.class).map(flag -> flag + ".rule"),
            names("Settlement.", Settlement.class),
            names("Signal.", ExclusionSignals.Signal.class),
            names("Phase.", ScenarioProgress.Phase.class),
            names("Discrepancy.", Discrepancy.class),
            names("LeadSource.", LeadSource.class),
            names("LeadOutcome.", LeadOutcome.class),
            names("TargetKind.", TargetKind.class),
            names("ResponsibilityKind.", ResponsibilityKind.class),
            names("AccountabilityForm.", AccountabilityForm.class),
            names("Misconduct.", Misconduct.class),
            names("LegalBasis.", LegalBasis.class),
            names("FindingKind.", FindingKind.class),
            names("RectificationResult.", RectificationResult.class),
            names("PersonalField.", PersonalField.class),
            names("AccessPurpose.", AccessPurpose.class),
            names("ProtectionBasis.", ProtectionBasis.class),
            names("LeadState.", LeadState.class),
            names("Task.", Task.class),
            names("AuditState.", AuditState.class),
            names("RowDifference.", RowDifference.Kind.class),
            names("ClaimFlaw.", ClaimFlaw.class),
            names("ImportFlaw.", ImportFlaw.class),
            names("ImportFlaw.", ImportFlaw.class).map(flaw -> flaw + ".remedy"),
            names("Relationship.", Relationship.class),
            names("PairingScope.", PairingScope.class),
            names("VisitPurpose.", VisitPurpose.class),
            names("CrossCheckSource.", CrossCheckSource.class),
            names("Agreement.", Agreement.class),
            ClaimUnit.known().stream().map("unit."::concat),
            // Whose reader names one of all views.
            Objects.requireNonNull(Followed.PAGES.get("difference")).stream().map("view."::concat),
            names("fault.", Fault.class),
            names("typed.household.", TypedNumbers.Astray.class),
            names("typed.officer.", TypedNumbers.Astray.class),
            names("remedy.", Rule.class),
            Ledger.published().names().stream().map("fact."::concat),
            Stream.of("NoticeRule.NOTICE_PERIOD_7_CALENDAR_DAYS"))
        .flatMap(keys -> keys);
  }

  private static Stream<String> names(String prefix, Class<? extends Enum<?>> type) {
    return Arrays.stream(Objects.requireNonNull(type.getEnumConstants()))
        .map(constant -> prefix + constant.name());
  }

  @ParameterizedTest
  @MethodSource("keysThatCodeBuilds")
  void everyConstantThatIsShownHasAWord(String key) {
    assertThat(chinese.getProperty(key)).isNotBlank();
  }

  @ParameterizedTest
  @EnumSource(ListName.class)
  void everyListThatCarriesADigestHasAName(ListName list) {
    String key = "digest.name." + list.published();
    assertThat(chinese.getProperty(key)).isNotBlank();
    assertThat(english.getProperty(key)).isNotBlank();
  }

  @Test
  void everyKeyOfATemplateIsThere() throws IOException {
    Pattern key = Pattern.compile("#\\{([A-Za-z][A-Za-z0-9.]*)[}(]");
    try (Stream<Path> templates = Files.list(Path.of("src/main/resources/templates"))) {
      templates.forEach(template ->
          key.matcher(text(template))
              .results()
              .map(found -> found.group(1))
              .filter(found -> !found.endsWith("."))
              .forEach(found -> assertThat(chinese).as("%s", template).containsKey(found)));
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Properties bundle(String language) {
    Properties bundle = new Properties();
    load(language, bundle);
    return bundle;
  }

  private static void load(String language, Properties bundle) {
    try (InputStream in =
        Objects.requireNonNull(
            MessagesTest.class.getResourceAsStream("/messages_" + language + ".properties"))) {
      bundle.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
