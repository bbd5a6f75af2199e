package org.sunshineledger.projections.access;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.notice.NoticeEvent.ObjectionOpened;
import org.sunshineledger.ledger.vault.AccessPurpose;
import org.sunshineledger.ledger.vault.PersonalField;
import org.sunshineledger.ledger.vault.ProtectionBasis;
import org.sunshineledger.ledger.vault.VaultEvent;
import org.sunshineledger.ledger.vault.VaultEvent.PersonalDataAccessed;
import org.sunshineledger.ledger.vault.VaultEvent.PersonalDataErased;
import org.sunshineledger.ledger.vault.VaultEvent.PersonalDataRestricted;
import org.sunshineledger.ledger.vault.VaultEvent.PersonalDataRestrictionLifted;
import org.sunshineledger.projections.view.View;

/**
 * Who opened, restricted or erased the data of whom in this village, when and why? Objections are
 * there under the division of their notice. Reports are not: leads are for inspectors only, who
 * read in the lead itself who opened it.
 */
public final class AccessView implements View<RegionCode, Accesses> {

  private static final String OBJECTION_OPENED = "notice.objection-opened.v1";

  @Override
  public String name() {
    return "access";
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public boolean reads(String type) {
    return type.startsWith("vault.") || type.equals(OBJECTION_OPENED);
  }

  /** A dated list. */
  @Override
  public boolean inAnyOrder() {
    return true;
  }

  /** The village of a person; a notice may belong to a division above. */
  @Override
  public Stream<RegionCode> keys(Fact fact) {
    return switch (fact.event()) {
      case VaultEvent _, ObjectionOpened _ -> fact.place().levels().limit(1);
      default -> Stream.empty();
    };
  }

  @Override
  public Accesses fold(@Nullable Accesses row, RegionCode key, Fact fact) {
    Accesses before = row == null ? Accesses.NONE : row;
    return switch (fact.event()) {
      case VaultEvent event -> before.with(ofPerson(fact, event));
      case ObjectionOpened it ->
          before.with(
              access(fact, fact.stream() + "/" + it.objection(), it.fields(), it.purpose(), null));
      default -> before;
    };
  }

  private static Access ofPerson(Fact fact, VaultEvent event) {
    String subject = event.subject().toString();
    return switch (event) {
      case PersonalDataAccessed it -> access(fact, subject, it.fields(), it.purpose(), null);
      case PersonalDataRestricted it -> access(fact, subject, List.of(), null, it.legalBasis());
      case PersonalDataRestrictionLifted _ -> access(fact, subject, List.of(), null, null);
      case PersonalDataErased it -> access(fact, subject, List.of(), null, it.legalBasis());
    };
  }

  private static Access access(
      Fact fact,
      String subject,
      List<PersonalField> fields,
      @Nullable AccessPurpose purpose,
      @Nullable ProtectionBasis legalBasis) {
    Actor actor = fact.envelope().actor();
    return new Access(
        fact.type(),
        fact.occurredOn(),
        fact.recordedAt(),
        fact.position(),
        subject,
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
