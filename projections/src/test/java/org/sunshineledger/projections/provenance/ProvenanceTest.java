package org.sunshineledger.projections.provenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.sunshineledger.projections.Telling.day;
import static org.sunshineledger.projections.Telling.household;
import static org.sunshineledger.projections.Telling.officer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openprovenance.prov.json.Converter;
import org.openprovenance.prov.model.ActedOnBehalfOf;
import org.openprovenance.prov.model.Activity;
import org.openprovenance.prov.model.Agent;
import org.openprovenance.prov.model.Document;
import org.openprovenance.prov.model.Entity;
import org.openprovenance.prov.model.Identifiable;
import org.openprovenance.prov.model.QualifiedName;
import org.openprovenance.prov.model.StatementOrBundle;
import org.openprovenance.prov.model.WasAssociatedWith;
import org.openprovenance.prov.model.WasDerivedFrom;
import org.openprovenance.prov.model.WasEndedBy;
import org.openprovenance.prov.model.WasGeneratedBy;
import org.openprovenance.prov.model.WasStartedBy;
import org.openprovenance.prov.vanilla.ProvFactory;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.rules.RuleSets;
import org.sunshineledger.projections.Projections;
import org.sunshineledger.projections.Telling;
import org.sunshineledger.projections.ToldLedger;
import org.sunshineledger.projections.officer.OfficerRecord;
import org.sunshineledger.projections.responsibility.Subject;
import org.sunshineledger.projections.view.Moment;
import tools.jackson.databind.json.JsonMapper;

/** What others' tools read in our answers. */
@DisplayName("PROV")
class ProvenanceTest {

  private static final RegionCode VILLAGE = new RegionCode("410173202001");

  private final ToldLedger ledger = new ToldLedger();
  private final Projections projections = ledger.projections();
  private final Telling telling = new Telling().divisions();

  @TempDir private Path directory;

  @BeforeEach
  void tell() throws TimeoutException {
    telling
        .registered("2014-01-01", 1, "调查员")
        .registered("2014-01-01", 20, "新郑干部")
        .post("2014-01-01", 20, "新郑干部", Post.OFFICIAL, Telling.XINZHENG)
        .post("2014-01-01", 3, "村支书", Post.VILLAGE_SECRETARY, VILLAGE)
        .applied("2014-03-01", 1, VILLAGE, 3)
        .identified("2014-05-01", 1, VILLAGE, 3)
        .paired("2014-05-11", 20, "新郑干部", 1)
        .unpaired("2016-01-01", 20, 1);
    ledger.append(telling.facts());
    projections.start();
    ToldLedger.await(projections.views());
  }

  @AfterEach
  void close() {
    projections.close();
    ledger.close();
  }

  @Test
  void anAnswerIsReadByALibraryOfOthers() throws IOException {
    Document document = read(answer("2015-06-01"));

    assertThat(ids(document, Entity.class))
        .contains("household/000001", "village/410173202001")
        .anyMatch(id -> id.startsWith("household/000001/at/"));
    assertThat(ids(document, Agent.class))
        .contains("officer/OFF-0001", "officer/OFF-0003", "officer/OFF-0020");
    assertThat(of(document, Activity.class)).hasSizeGreaterThanOrEqualTo(4);
  }

  @Test
  void everyFactGeneratesTheNextVersionOfItsStream() throws IOException {
    Document document = read(answer("2015-06-01"));

    assertThat(of(document, WasGeneratedBy.class)).hasSize(2);
    assertThat(of(document, WasDerivedFrom.class))
        .singleElement()
        .satisfies(revision -> {
          assertThat(revision.getType())
              .extracting(type -> ((QualifiedName) type.getValue()).getLocalPart())
              .containsExactly("Revision");
          assertThat(revision.getUsedEntity()).isNotEqualTo(revision.getGeneratedEntity());
        });
  }

  @Test
  void officersActOnBehalfOfTheirOffices() throws IOException {
    assertThat(of(read(answer("2015-06-01")), ActedOnBehalfOf.class))
        .extracting(
            acted -> acted.getDelegate().getLocalPart(),
            acted -> acted.getResponsible().getLocalPart())
        .contains(
            tuple("officer/OFF-0001", "office/office"),
            tuple("officer/OFF-0003", "office/officeof410173202001"));
  }

  @Test
  void whoSignedIsAssociatedInTheCapacityHeSignedIn() throws IOException {
    assertThat(of(read(answer("2015-06-01")), WasAssociatedWith.class))
        .flatExtracting(WasAssociatedWith::getRole)
        .extracting(role -> role.getValue().toString())
        .anyMatch(role -> role.contains("SURVEYOR"))
        .anyMatch(role -> role.contains("VILLAGE_SECRETARY"));
  }

  @Test
  void aDutyBeginsAndEndsWithTheFactsThatSaySo() throws IOException {
    Document document = read(record());

    assertThat(of(document, WasStartedBy.class)).hasSize(2);
    assertThat(of(document, WasEndedBy.class)).hasSize(1);
    assertThat(of(document, Activity.class))
        .filteredOn(activity -> activity.getId().getLocalPart().startsWith("duty/"))
        .anySatisfy(activity -> {
          assertThat(activity.getStartTime().toGregorianCalendar().toInstant())
              .isEqualTo("2014-05-10T16:00:00Z");
          assertThat(activity.getEndTime().toGregorianCalendar().toInstant())
              .isEqualTo("2015-12-31T16:00:00Z");
        });
  }

  @Test
  void everyRelationNamesOnlyWhatTheDocumentDeclares() throws IOException {
    for (Map<String, Object> json : List.of(answer("2015-06-01"), answer("2016-06-01"), record())) {
      Document document = read(json);
      List<String> declared =
          List.of(
                  ids(document, Entity.class),
                  ids(document, Agent.class),
                  ids(document, Activity.class))
              .stream()
              .flatMap(List::stream)
              .toList();
      for (WasAssociatedWith each : of(document, WasAssociatedWith.class))
        assertThat(declared)
            .contains(each.getActivity().getLocalPart(), each.getAgent().getLocalPart());
      for (WasGeneratedBy each : of(document, WasGeneratedBy.class))
        assertThat(declared)
            .contains(each.getActivity().getLocalPart(), each.getEntity().getLocalPart());
      for (WasStartedBy each : of(document, WasStartedBy.class))
        assertThat(declared)
            .contains(each.getActivity().getLocalPart(), each.getStarter().getLocalPart());
    }
  }

  private Map<String, Object> answer(String day) {
    return Provenance.of(
        projections
            .responsibility()
            .of(Subject.of(household(1)), Moment.of(day(day)), RuleSets.standard())
            .orElseThrow());
  }

  private Map<String, Object> record() {
    OfficerRecord record =
        projections.officerRecords().of(officer(20), Moment.of(day("2016-06-01"))).orElseThrow();
    return Provenance.of(record, projections.officerRecords().told(record.acts()));
  }

  private Document read(Map<String, Object> json) throws IOException {
    Path file = directory.resolve("prov.json");
    Files.writeString(file, JsonMapper.shared().writeValueAsString(json));
    return new Converter(new ProvFactory()).readDocument(file.toString());
  }

  private static <T> List<T> of(Document document, Class<T> kind) {
    return document.getStatementOrBundle().stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  private static <T extends StatementOrBundle> List<String> ids(Document document, Class<T> kind) {
    return of(document, kind).stream()
        .map(each -> ((Identifiable) each).getId().getLocalPart())
        .toList();
  }
}
