package org.sunshineledger.projections.provenance;

import static org.sunshineledger.projections.provenance.ProvDocument.name;
import static org.sunshineledger.projections.provenance.ProvDocument.qualified;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Signer;
import org.sunshineledger.projections.officer.OfficerRecord;
import org.sunshineledger.projections.officer.ToldAct;
import org.sunshineledger.projections.responsibility.Answer;
import org.sunshineledger.projections.responsibility.Answerable;
import org.sunshineledger.projections.responsibility.Duty;
import org.sunshineledger.projections.responsibility.Pledge;
import org.sunshineledger.projections.responsibility.Step;

/**
 * An answer about responsibility as PROV-JSON. A fact is an activity that generates the next
 * version of its stream; officers are agents that act on behalf of their offices; holding a duty is
 * an activity that lasts from the fact that begins it to the fact that ends it.
 */
public final class Provenance {

  /** A day is a day in Zhengzhou. */
  private static final ZoneOffset ZHENGZHOU = ZoneOffset.ofHours(8);

  private final ProvDocument document = new ProvDocument();

  /** The last version of each stream that was told. */
  private final Map<String, String> versions = new LinkedHashMap<>();

  private Provenance() {}

  /** Who answered for something, as PROV-JSON. */
  public static Map<String, Object> of(Answerable answer) {
    Provenance provenance = new Provenance();
    String stream = answer.subject().stream();
    provenance.subject(stream);
    answer.names().forEach(provenance::named);
    for (Answer each : answer.answers()) provenance.duty(each.duty());
    answer.pledges().forEach(provenance::pledge);
    for (Step step : answer.steps()) provenance.step(stream, step);
    return provenance.document.json();
  }

  /**
   * What an officer answered for and did, as PROV-JSON.
   *
   * @param acts of the record, with what their facts say
   */
  public static Map<String, Object> of(OfficerRecord record, List<ToldAct> acts) {
    Provenance provenance = new Provenance();
    provenance.officer(record.officer());
    if (record.name() != null) provenance.named(record.officer(), record.name());
    for (OfficerRecord.InCharge each : record.inCharge()) provenance.duty(each.duty());
    record.pledges().forEach(provenance::pledge);
    for (ToldAct act : acts.reversed()) provenance.act(record.officer(), act);
    return provenance.document.json();
  }

  private void subject(String stream) {
    document.entity(name(stream), Map.of("prov:type", qualified(name(kind(stream)))));
  }

  /** Of {@code household/…}. */
  private static String kind(String stream) {
    return stream.substring(0, stream.indexOf('/'));
  }

  private String officer(OfficerId officer) {
    String id = name(officer.stream());
    document.agent(id, Map.of("prov:type", qualified("prov:Person")));
    return id;
  }

  private void named(OfficerId officer, String name) {
    officer(officer);
    document.agent(name(officer.stream()), Map.of("prov:label", name));
  }

  /** An office has no number: it goes by its name. */
  private void onBehalfOf(String delegate, @Nullable String office, String activity) {
    if (office == null || office.isBlank()) return;
    String responsible = name("office/" + office.replaceAll("\\s", ""));
    document.agent(
        responsible, Map.of("prov:type", qualified("prov:Organization"), "prov:label", office));
    document.relate(
        "actedOnBehalfOf",
        Map.of(
            "prov:delegate", delegate, "prov:responsible", responsible, "prov:activity", activity));
  }

  private static String fact(long position) {
    return name("fact/" + position);
  }

  private static String on(LocalDate day) {
    return day.atStartOfDay(ZHENGZHOU).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
  }

  private void step(String stream, Step step) {
    String activity =
        happened(
            stream,
            step.type(),
            step.on(),
            step.recordedAt().toString(),
            step.position(),
            step.breaches());
    String actor = officer(step.actor().officer());
    associated(activity, actor, step.actor().post().name());
    onBehalfOf(actor, step.actor().office(), activity);
    for (Signer signer : step.signers())
      associated(activity, officer(signer.officer()), signer.capacity().name());
  }

  private void act(OfficerId officer, ToldAct act) {
    String activity =
        happened(
            act.stream(),
            act.type(),
            act.on(),
            act.recordedAt().toString(),
            act.position(),
            act.breaches());
    Signer.Capacity capacity = act.capacity();
    associated(activity, officer(officer), capacity == null ? act.part().name() : capacity.name());
  }

  /** The activity of a fact, and the version of its stream that it generated. */
  private String happened(
      String stream,
      String type,
      LocalDate on,
      String recordedAt,
      long position,
      List<String> breaches) {
    String activity = fact(position);
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("prov:startTime", on(on));
    said.put("prov:type", qualified(name(type)));
    said.put("sl:recordedAt", Map.of("$", recordedAt, "type", "xsd:dateTime"));
    if (!breaches.isEmpty()) said.put("sl:breach", breaches);
    document.activity(activity, said);
    String version = name(stream + "/at/" + position);
    if (version.equals(versions.get(stream))) return activity; // Another part of the same fact.
    subject(stream);
    document.entity(version, Map.of());
    document.relate(
        "specializationOf",
        Map.of("prov:specificEntity", version, "prov:generalEntity", name(stream)));
    document.relate(
        "wasGeneratedBy",
        Map.of("prov:entity", version, "prov:activity", activity, "prov:time", on(on)));
    String before = versions.put(stream, version);
    if (before != null)
      document.relate(
          "wasDerivedFrom",
          Map.of(
              "prov:generatedEntity", version,
              "prov:usedEntity", before,
              "prov:activity", activity,
              "prov:type", qualified("prov:Revision")));
    return activity;
  }

  private void associated(String activity, String agent, String role) {
    document.relate(
        "wasAssociatedWith",
        Map.of("prov:activity", activity, "prov:agent", agent, "prov:role", role));
  }

  private void duty(Duty duty) {
    String activity = name("duty/" + duty.position());
    LocalDate to = duty.to();
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("prov:startTime", on(duty.from()));
    if (to != null) said.put("prov:endTime", on(to));
    said.put("prov:type", qualified(name(duty.kind().name())));
    document.activity(activity, said);
    named(duty.officer(), duty.name());
    String officer = name(duty.officer().stream());
    associated(activity, officer, duty.post() == null ? duty.kind().name() : duty.post().name());
    onBehalfOf(officer, duty.office(), activity);
    subject(duty.target());
    document.relate("used", Map.of("prov:activity", activity, "prov:entity", name(duty.target())));
    document.activity(fact(duty.position()), Map.of());
    document.relate(
        "wasStartedBy",
        Map.of(
            "prov:activity",
            activity,
            "prov:starter",
            fact(duty.position()),
            "prov:time",
            on(duty.from())));
    Long ended = duty.ended();
    if (ended != null && to != null) {
      document.activity(fact(ended), Map.of());
      document.relate(
          "wasEndedBy",
          Map.of("prov:activity", activity, "prov:ender", fact(ended), "prov:time", on(to)));
    }
  }

  private void pledge(Pledge pledge) {
    String entity = name("pledge/" + pledge.position());
    document.entity(
        entity,
        Map.of(
            "prov:type", qualified(name("pledge")),
            "sl:region", pledge.region().code(),
            "sl:until", pledge.until().toString(),
            "sl:exitTargetPersons", pledge.exitTargetPersons()));
    document.relate(
        "wasAttributedTo", Map.of("prov:entity", entity, "prov:agent", officer(pledge.officer())));
    document.activity(fact(pledge.position()), Map.of());
    document.relate(
        "wasGeneratedBy", Map.of("prov:entity", entity, "prov:activity", fact(pledge.position())));
  }
}
