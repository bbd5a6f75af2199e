package org.sunshineledger.api.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.sunshineledger.ledger.Batch;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.Evidence;
import org.sunshineledger.ledger.fact.Mode;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.fact.Origin;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.fact.Signer;
import org.sunshineledger.ledger.rules.Act;

/**
 * One chapter being told. Steps may be planned in any order and are told by day, so that the
 * journal reads like a history; steps of one day keep the order they were planned in.
 */
final class Telling {

  private record Step(LocalDate day, int planned, Consumer<Batch> orders) {}

  private final String chapter;
  private final Mode mode;
  private final Origin origin;
  private final List<Step> steps = new ArrayList<>();

  Telling(String chapter, Mode mode, Origin origin) {
    this.chapter = chapter;
    this.mode = mode;
    this.origin = origin;
  }

  void tell(Actor actor, LocalDate day, Order order) {
    tell(actor, day, List.of(), List.of(), order);
  }

  void tell(
      Actor actor, LocalDate day, List<Signer> signers, List<Evidence> evidence, Order order) {
    plan(day, batch -> batch.submit(order, act(actor, day, signers, evidence)));
  }

  void plan(LocalDate day, Consumer<Batch> orders) {
    steps.add(new Step(day, steps.size(), orders));
  }

  Act act(Actor actor, LocalDate day, List<Signer> signers, List<Evidence> evidence) {
    return new Act(
        day,
        actor,
        signers,
        null,
        evidence,
        mode,
        origin,
        UUID.nameUUIDFromBytes((chapter + "/" + day).getBytes(UTF_8)),
        null);
  }

  /** A paper that does not exist: its digest is that of its name. */
  Evidence paper(Evidence.Kind kind, String name) {
    byte[] content = (chapter + "/" + name).getBytes(UTF_8);
    return new Evidence(kind, Sha256.of(content), content.length);
  }

  void into(Batch batch) {
    steps.stream()
        .sorted(Comparator.comparing(Step::day).thenComparingInt(Step::planned))
        .forEach(step -> step.orders().accept(batch));
  }
}
