package org.sunshineledger.projections.access;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.vault.AccessPurpose;
import org.sunshineledger.ledger.vault.PersonalField;
import org.sunshineledger.ledger.vault.ProtectionBasis;
import org.sunshineledger.ledger.vault.VaultEvent;
import org.sunshineledger.ledger.vault.VaultEvent.PersonalDataAccessed;
import org.sunshineledger.ledger.vault.VaultEvent.PersonalDataErased;
import org.sunshineledger.ledger.vault.VaultEvent.PersonalDataRestricted;
import org.sunshineledger.ledger.vault.VaultEvent.PersonalDataRestrictionLifted;
import org.sunshineledger.projections.view.View;

/** Who opened, restricted or erased the data of whom in this village, when and why? */
public final class AccessView implements View<RegionCode, Accesses> {

  @Override
  public String name() {
    return "access";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public boolean reads(String type) {
    return type.startsWith("vault.");
  }

  /** A dated list. */
  @Override
  public boolean inAnyOrder() {
    return true;
  }

  @Override
  public Stream<RegionCode> keys(Fact fact) {
    return fact.event() instanceof VaultEvent
        ? Stream.ofNullable(fact.place().village())
        : Stream.empty();
  }

  @Override
  public Accesses fold(@Nullable Accesses row, RegionCode key, Fact fact) {
    Accesses before = row == null ? Accesses.NONE : row;
    if (!(fact.event() instanceof VaultEvent event)) return before;
    return before.with(
        switch (event) {
          case PersonalDataAccessed it -> access(fact, event, it.fields(), it.purpose(), null);
          case PersonalDataRestricted it -> access(fact, event, List.of(), null, it.legalBasis());
          case PersonalDataRestrictionLifted _ -> access(fact, event, List.of(), null, null);
          case PersonalDataErased it -> access(fact, event, List.of(), null, it.legalBasis());
        });
  }

  private static Access access(
      Fact fact,
      VaultEvent event,
      List<PersonalField> fields,
      @Nullable AccessPurpose purpose,
      @Nullable ProtectionBasis legalBasis) {
    Actor actor = fact.envelope().actor();
    return new Access(
        fact.type(),
        fact.occurredOn(),
        fact.recordedAt(),
        fact.position(),
        event.subject(),
        actor.officer(),
        actor.post(),
        actor.office(),
        actor.region(),
        fact.envelope().basis(),
        fields,
        purpose,
        legalBasis,
        fact.isSynthetic());
  }

  @Override
  public String text(RegionCode key) {
    return key.code();
  }

  @Override
  public RegionCode key(String text) {
    return new RegionCode(text);
  }

  @Override
  public Class<Accesses> rowType() {
    return Accesses.class;
  }
}
