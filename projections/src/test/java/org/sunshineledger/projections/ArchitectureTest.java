package org.sunshineledger.projections;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "org.sunshineledger",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule VIEWS_DEPEND_ON_EACH_OTHER_WITHOUT_CYCLES =
      slices().matching("org.sunshineledger.projections.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule VIEWS_KNOW_NOTHING_OF_DOORS =
      noClasses()
          .that()
          .resideInAPackage("org.sunshineledger.projections..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.sunshineledger.api..", "org.springframework..");

  @ArchTest
  static final ArchRule WHAT_A_VIEW_IS_KNOWS_NO_VIEW =
      noClasses()
          .that()
          .resideInAPackage("org.sunshineledger.projections.view..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.sunshineledger.ledger.household..",
              "org.sunshineledger.ledger.notice..",
              "org.sunshineledger.projections.board..",
              "org.sunshineledger.projections.progress..",
              "org.sunshineledger.projections.money..");
}
