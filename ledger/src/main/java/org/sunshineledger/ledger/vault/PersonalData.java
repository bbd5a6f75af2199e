package org.sunshineledger.ledger.vault;

import java.util.List;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.journal.Append;
import org.sunshineledger.ledger.publication.Publications;
import org.sunshineledger.ledger.rules.Claims;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.Ruling;
import org.sunshineledger.ledger.vault.VaultEvent.PersonalDataAccessed;
import org.sunshineledger.ledger.vault.VaultEvent.PersonalDataErased;
import org.sunshineledger.ledger.vault.VaultEvent.PersonalDataRestricted;
import org.sunshineledger.ledger.vault.VaultEvent.PersonalDataRestrictionLifted;
import org.sunshineledger.ledger.vault.VaultOrder.ErasePersonalData;
import org.sunshineledger.ledger.vault.VaultOrder.LiftRestriction;
import org.sunshineledger.ledger.vault.VaultOrder.OpenPersonalData;
import org.sunshineledger.ledger.vault.VaultOrder.RestrictPersonalData;

/** 个人信息: what may be done with one person's data, and what was. */
public class PersonalData {

  @SuppressWarnings("UnusedVariable") // Axon reads it.
  @AggregateIdentifier
  private @Nullable String stream;

  private boolean restricted;

  /** Of which nothing is known yet. */
  public PersonalData() {}

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(RestrictPersonalData order, Ruling ruling, Subjects subjects) {
    begin(order, ruling, subjects);
    ruling.require(!restricted, Rule.NOTHING_CHANGES);
    requireKnown(order, ruling, subjects);
    ruling.record(new PersonalDataRestricted(order.subject(), order.legalBasis()));
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(LiftRestriction order, Ruling ruling, Subjects subjects) {
    begin(order, ruling, subjects);
    ruling.require(restricted, Rule.NOTHING_CHANGES);
    ruling.record(new PersonalDataRestrictionLifted(order.subject()));
  }

  /** A restriction does not stand in the way: what is erased is not processed any more. */
  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(ErasePersonalData order, Ruling ruling, Subjects subjects, Vault vault) {
    begin(order, ruling, subjects);
    requireKnown(order, ruling, subjects);
    String subject = order.subject().inVault();
    // The household is guarded: nothing of the person is sealed until this is committed.
    List<UUID> keys = vault.keysOf(subject);
    ruling.require(!keys.isEmpty(), Rule.NOTHING_TO_ERASE);
    ruling.require(!subjects.isNeeded(order.subject(), ruling.day()), Rule.ERASED_WHILE_NEEDED);
    // Afterwards nobody could say by which number the person is held.
    subjects
        .idNumber(order.subject())
        .flatMap(vault::open)
        .map(vault::fingerprint)
        .ifPresent(held -> Append.current().release(Claims.PERSON_ON_REGISTER, held, subject));
    vault.erase(keys);
    Publications.withdrawAbout(
        order.subject().household(), subjects.homeOf(order.subject().household()), ruling.now());
    ruling.record(new PersonalDataErased(order.subject(), order.legalBasis(), keys));
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(OpenPersonalData order, Ruling ruling, Subjects subjects) {
    begin(order, ruling, subjects);
    requireKnown(order, ruling, subjects);
    ruling.require(!restricted, Rule.PROCESSING_RESTRICTED);
    ruling.record(new PersonalDataAccessed(order.subject(), order.fields(), order.purpose()));
  }

  private static void begin(VaultOrder order, Ruling ruling, Subjects subjects) {
    ruling.at(subjects.homeOf(order.subject().household()));
  }

  private static void requireKnown(VaultOrder order, Ruling ruling, Subjects subjects) {
    ruling.require(
        subjects.isKnown(order.subject()), Rule.MEMBER_UNKNOWN, order.subject().member().number());
  }

  /** Whether the data may only be kept. */
  public boolean isRestricted() {
    return restricted;
  }

  @EventSourcingHandler
  public void on(VaultEvent fact) {
    stream = fact.subject().stream();
    switch (fact) {
      case PersonalDataRestricted _ -> restricted = true;
      case PersonalDataRestrictionLifted _ -> restricted = false;
      case PersonalDataErased _, PersonalDataAccessed _ -> {}
    }
  }
}
