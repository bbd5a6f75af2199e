package org.sunshineledger.api;

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
  static final ArchRule DOORS_DEPEND_ON_EACH_OTHER_WITHOUT_CYCLES =
      slices().matching("org.sunshineledger.api.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule NOTHING_BELOW_KNOWS_A_DOOR =
      noClasses()
          .that()
          .resideInAnyPackage("org.sunshineledger.ledger..", "org.sunshineledger.projections..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.sunshineledger.api..");

  @ArchTest
  static final ArchRule PAGES_DECIDE_NOTHING =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.sunshineledger.api.board..",
              "org.sunshineledger.api.audit..",
              "org.sunshineledger.api.inspection..",
              "org.sunshineledger.api.log..")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.sunshineledger.ledger.Orders");

  /** A library of tests brings it; what the program reads and writes goes through Jackson 3. */
  @ArchTest
  static final ArchRule JACKSON_TWO_STAYS_OUT =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "com.fasterxml.jackson.core..", "com.fasterxml.jackson.databind..", "io.swagger..");
}
