package org.sunshineledger.ledger;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DisplayName;
import org.sunshineledger.ledger.fact.Event;
import org.sunshineledger.ledger.fact.FactType;
import org.sunshineledger.ledger.fact.Order;

@DisplayName("Architecture of the ledger")
@AnalyzeClasses(
    packages = "org.sunshineledger.ledger",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String LEDGER = "org.sunshineledger.ledger";

  @ArchTest
  static final ArchRule PACKAGES_DEPEND_ON_EACH_OTHER_WITHOUT_CYCLES =
      slices().matching(LEDGER + ".(*)..").should().beFreeOfCycles();

  @ArchTest static final ArchRule FACTS_KNOW_NOTHING_ELSE = only("fact");

  @ArchTest static final ArchRule THE_DATABASE_KNOWS_NOTHING_OF_US = only("database");

  @ArchTest
  static final ArchRule THE_JOURNAL_KNOWS_FACTS_AND_NOT_WHAT_THEY_ARE_ABOUT =
      only("journal", "fact", "database");

  @ArchTest
  static final ArchRule THE_LOG_KNOWS_ONLY_THE_JOURNAL_AND_ITS_DATABASE =
      only("log", "fact", "journal", "database");

  @ArchTest
  static final ArchRule FORMATS_OF_THE_LOG_READ_AND_WRITE_NOTHING =
      noClasses()
          .that()
          .resideInAnyPackage(LEDGER + ".log", LEDGER + ".log.note")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.sql..", "javax.sql..", LEDGER + ".log.seal", LEDGER + ".journal..");

  @ArchTest
  static final ArchRule PACKAGES_IN_PACKAGES_DEPEND_ON_EACH_OTHER_WITHOUT_CYCLES =
      slices().matching(LEDGER + ".(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule THE_CHECK_KNOWS_NO_AGGREGATE = only("fsck", "fact", "journal", "log");

  @ArchTest static final ArchRule RULES_KNOW_NO_AGGREGATE = only("rules", "fact");

  @ArchTest static final ArchRule DIVISIONS_KNOW_ONLY_RULES = only("region", "fact", "rules");

  @ArchTest
  static final ArchRule POLICIES_KNOW_ONLY_DIVISIONS = only("policy", "fact", "rules", "region");

  @ArchTest static final ArchRule OFFICERS_KNOW_ONLY_RULES = only("duty", "fact", "rules");

  @ArchTest static final ArchRule FUNDS_KNOW_ONLY_RULES = only("fund", "fact", "rules");

  @ArchTest
  static final ArchRule PUBLISHED_FIGURES_KNOW_ONLY_RULES =
      only("supervision", "fact", "rules", "vault");

  @ArchTest
  static final ArchRule NOTICES_KNOW_NOBODY_WHO_RESTS_ON_THEM =
      only("notice", "fact", "rules", "region", "publication", "vault");

  @ArchTest
  static final ArchRule VILLAGES_KNOW_NO_HOUSEHOLD = only("village", "fact", "rules", "notice");

  @ArchTest
  static final ArchRule HOUSEHOLDS_KNOW_NO_MONEY_CHAIN =
      only("household", "fact", "rules", "notice", "duty", "plan", "policy", "vault", "journal");

  @ArchTest
  static final ArchRule PROJECTS_KNOW_NO_PAYMENT =
      only("project", "fact", "rules", "fund", "journal");

  /** The package and those it may know, of all packages of the ledger. */
  private static ArchRule only(String itself, String... others) {
    String[] known =
        Stream.concat(Stream.of(itself), Stream.of(others))
            .map(name -> LEDGER + "." + name + "..")
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(LEDGER + "." + itself + "..")
        .should()
        .dependOnClassesThat(
            JavaClass.Predicates.resideInAPackage(LEDGER + "..")
                .and(DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(known))));
  }

  @ArchTest
  static final ArchRule NO_DOORS_AND_NO_VIEWS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.sunshineledger.api..",
              "org.sunshineledger.projections..",
              "org.springframework..");

  @ArchTest static final ArchRule NOTHING_IS_PRINTED = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

  @ArchTest
  static final ArchRule NOTHING_IS_INJECTED_INTO_FIELDS = NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

  @ArchTest
  static final ArchRule NO_NAME_ENDS_IN_WHAT_ITS_INTERFACE_SAYS =
      noClasses()
          .that()
          .areRecords()
          .should()
          .haveSimpleNameEndingWith("Event")
          .orShould()
          .haveSimpleNameEndingWith("Command")
          .orShould()
          .haveSimpleNameEndingWith("Order");

  @ArchTest
  static final ArchRule EVERY_FACT_HAS_A_PUBLISHED_NAME =
      classes()
          .that()
          .implement(Event.class)
          .and()
          .areNotInterfaces()
          .should()
          .beRecords()
          .andShould()
          .beAnnotatedWith(FactType.class);

  @ArchTest
  static final ArchRule EVERY_ORDER_IS_A_RECORD =
      classes().that().implement(Order.class).and().areNotInterfaces().should().beRecords();

  @ArchTest
  static final ArchRule EVERY_PACKAGE_SAYS_WHAT_MAY_BE_NULL =
      classes().should(resideInANullMarkedPackage());

  private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
    return new ArchCondition<>("reside in a package that is @NullMarked") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        if (!type.getPackage().isAnnotatedWith(NullMarked.class))
          events.add(
              SimpleConditionEvent.violated(
                  type, type.getPackageName() + " is not @NullMarked (" + type.getName() + ")"));
      }
    };
  }
}
