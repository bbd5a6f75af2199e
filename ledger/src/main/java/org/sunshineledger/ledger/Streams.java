package org.sunshineledger.ledger;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.duty.Homes;
import org.sunshineledger.ledger.duty.Officer;
import org.sunshineledger.ledger.duty.PairingScope;
import org.sunshineledger.ledger.fact.Balance;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.fund.Fund;
import org.sunshineledger.ledger.fund.Uses;
import org.sunshineledger.ledger.household.Elsewhere;
import org.sunshineledger.ledger.household.Household;
import org.sunshineledger.ledger.journal.Append;
import org.sunshineledger.ledger.journal.Beginnings;
import org.sunshineledger.ledger.journal.Journal;
import org.sunshineledger.ledger.journal.JournalRepository;
import org.sunshineledger.ledger.mutualaid.Borrowers;
import org.sunshineledger.ledger.notice.NoticeKind;
import org.sunshineledger.ledger.notice.PublicNotice;
import org.sunshineledger.ledger.payment.Books;
import org.sunshineledger.ledger.policy.IssuedPolicies;
import org.sunshineledger.ledger.policy.Policy;
import org.sunshineledger.ledger.policy.PolicyId;
import org.sunshineledger.ledger.policy.Sector;
import org.sunshineledger.ledger.project.Library;
import org.sunshineledger.ledger.project.Project;
import org.sunshineledger.ledger.region.Region;
import org.sunshineledger.ledger.rules.Claims;
import org.sunshineledger.ledger.rules.Refused;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.Ruling;
import org.sunshineledger.ledger.supervision.Lead;
import org.sunshineledger.ledger.supervision.LeadId;
import org.sunshineledger.ledger.supervision.Officers;
import org.sunshineledger.ledger.supervision.Referrals;
import org.sunshineledger.ledger.vault.Commitment;
import org.sunshineledger.ledger.vault.IdNumber;
import org.sunshineledger.ledger.vault.PersonalData;
import org.sunshineledger.ledger.vault.PersonalField;
import org.sunshineledger.ledger.vault.SubjectId;
import org.sunshineledger.ledger.vault.Subjects;
import org.sunshineledger.ledger.vault.Vault;

/**
 * How an order on one stream reads or writes another within its own unit of work. Whatever is
 * loaded is guarded by the append, so a decision holds only on what it has read.
 */
final class Streams
    implements Elsewhere,
        IssuedPolicies,
        Homes,
        Books,
        Uses,
        Library,
        Borrowers,
        Officers,
        Referrals,
        Subjects {

  private final Map<Class<?>, JournalRepository<?>> repositories = new HashMap<>();
  private final Vault vault;
  private final Journal journal;
  private final Beginnings beginnings;

  Streams(Vault vault, Journal journal, Beginnings beginnings) {
    this.vault = vault;
    this.journal = journal;
    this.beginnings = beginnings;
  }

  <T> void add(Class<T> aggregate, JournalRepository<T> repository) {
    repositories.put(aggregate, repository);
  }

  <T> T ofRegion(RegionCode region, Function<Region, T> read) {
    return find(Region.class, "region/" + region)
        .map(found -> found.invoke(read))
        .orElseThrow(() -> new Refused(Rule.UNKNOWN_REGION, region.code()));
  }

  @Override
  public boolean closedClean(
      @Nullable NoticeId notice, NoticeKind kind, String subject, LocalDate since, Ruling ruling) {
    return notice != null
        && find(PublicNotice.class, notice.stream())
            .map(found -> found.invoke(posted -> posted.closedClean(kind, subject, since, ruling)))
            .orElse(false);
  }

  @Override
  public @Nullable LocalDate announcedOn(
      @Nullable NoticeId notice, NoticeKind kind, String subject, LocalDate by) {
    return notice == null
        ? null
        : find(PublicNotice.class, notice.stream())
            .flatMap(found -> found.invoke(posted -> posted.announcedOn(kind, subject, by)))
            .orElse(null);
  }

  @Override
  public boolean isInForce(PolicyId policy, Sector sector, LocalDate day) {
    return find(Policy.class, policy.stream())
        .map(found -> found.invoke(issued -> issued.isInForce(sector, day)))
        .orElse(false);
  }

  @Override
  public boolean isIssued(PolicyId policy, LocalDate day) {
    return find(Policy.class, policy.stream())
        .map(found -> found.invoke(issued -> issued.isIssuedBy(day)))
        .orElse(false);
  }

  @Override
  public Optional<LocalDate> bornOn(@Nullable Commitment idNumber) {
    return idNumber == null ? Optional.empty() : vault.open(idNumber).flatMap(IdNumber::bornOn);
  }

  /** Under which subjects the register has ever had a person. */
  private record Traces(String fingerprint, Set<String> subjects) {

    static final Traces NONE = new Traces("", Set.of());
  }

  private record TracesOf(Commitment idNumber) {}

  @Override
  public void recognise(Collection<Commitment> idNumbers) {
    Append append = Append.current();
    traces(idNumbers)
        .forEach(
            (idNumber, traces) -> append.note(new TracesOf(idNumber), Traces.class, () -> traces));
  }

  private Map<Commitment, Traces> traces(Collection<Commitment> idNumbers) {
    Map<Commitment, Traces> traces = new HashMap<>();
    for (Commitment idNumber : idNumbers) traces.put(idNumber, Traces.NONE);
    Map<Commitment, String> fingerprints = new HashMap<>();
    vault
        .openAll(PersonalField.ID_NUMBER, idNumbers)
        .forEach((idNumber, number) -> fingerprints.put(idNumber, vault.fingerprint(number)));
    if (fingerprints.isEmpty()) return traces;
    Map<String, Set<String>> subjects =
        journal.holdersEver(Claims.PERSON_ON_REGISTER, Set.copyOf(fingerprints.values()));
    fingerprints.forEach((idNumber, fingerprint) ->
        traces.put(
            idNumber, new Traces(fingerprint, subjects.getOrDefault(fingerprint, Set.of()))));
    return traces;
  }

  /** The households that are looked at are guarded: two lists cannot pay a person at once. */
  @Override
  public boolean isTrueUnderAnotherNumber(
      Commitment idNumber, String subject, BiPredicate<Household, MemberId> holds) {
    Traces traces =
        Append.current()
            .note(
                new TracesOf(idNumber),
                Traces.class,
                () -> traces(List.of(idNumber)).getOrDefault(idNumber, Traces.NONE));
    for (String other : traces.subjects()) {
      int end = other.lastIndexOf('/');
      MemberId as = new MemberId(other.substring(end + 1));
      if (!other.equals(subject)
          && find(Household.class, other.substring(0, end))
              .map(found ->
                  found.invoke(household ->
                      isHis(household.idNumber(as), traces.fingerprint())
                          && holds.test(household, as)))
              .orElse(false)) return true;
    }
    return false;
  }

  /** A number that was corrected since was somebody else's. */
  private boolean isHis(Optional<Commitment> idNumber, String fingerprint) {
    return idNumber
        .flatMap(vault::open)
        .map(vault::fingerprint)
        .filter(fingerprint::equals)
        .isPresent();
  }

  @Override
  public RegionCode villageOf(String household) {
    return load(Household.class, household).invoke(Household::village);
  }

  @Override
  public boolean isPaired(OfficerId officer, PairingScope scope, String target, LocalDate day) {
    return find(Officer.class, officer.stream())
        .map(found -> found.invoke(known -> known.isPaired(scope, target, day)))
        .orElse(false);
  }

  @Override
  public <T> T fromProject(ProjectCode project, Function<Project, T> read) {
    return load(Project.class, project.stream()).invoke(read);
  }

  @Override
  public <T> T fromFund(DocumentNumber fund, Function<Fund, T> read) {
    return load(Fund.class, fund.stream()).invoke(read);
  }

  @Override
  public void onProject(ProjectCode project, Consumer<Project> work) {
    load(Project.class, project.stream()).execute(work);
  }

  @Override
  public void onHousehold(HouseholdId household, Consumer<Household> work) {
    load(Household.class, household.stream()).execute(work);
  }

  private <T> Aggregate<T> load(Class<T> type, String stream) {
    return find(type, stream).orElseThrow(() -> new Refused(Rule.NO_SUCH_STREAM, stream));
  }

  private <T> Optional<Aggregate<T>> find(Class<T> type, String stream) {
    try {
      return Optional.of(repository(type).load(stream));
    } catch (AggregateNotFoundException unknown) {
      return Optional.empty();
    }
  }

  @Override
  public <T> T fromHousehold(HouseholdId household, Function<Household, T> read) {
    return load(Household.class, household.stream()).invoke(read);
  }

  @Override
  public void open(Collection<HouseholdId> households) {
    repository(Household.class).open(households.stream().map(HouseholdId::stream).toList());
  }

  @Override
  public Set<String> held(String kind, Collection<String> keys) {
    return keys.isEmpty() ? Set.of() : journal.held(kind, keys);
  }

  @Override
  public RegionCode homeOf(HouseholdId household) {
    return villageOf(household.stream());
  }

  @Override
  public boolean isKnown(SubjectId subject) {
    return fromHousehold(subject.household(), household -> household.everHad(subject.member()));
  }

  @Override
  public boolean isNeeded(SubjectId subject, LocalDate day) {
    return fromHousehold(subject.household(), household -> household.needs(subject.member(), day));
  }

  @Override
  public Optional<Commitment> idNumber(SubjectId subject) {
    return fromHousehold(subject.household(), household -> household.idNumber(subject.member()));
  }

  @Override
  public boolean isRestricted(HouseholdId household, MemberId member) {
    return find(PersonalData.class, SubjectId.of(household, member).stream())
        .map(found -> found.invoke(PersonalData::isRestricted))
        .orElse(false);
  }

  @Override
  public boolean isTaken(Sha256 content, ProjectCode by) {
    return journal
        .holderOf(Claims.PROJECT_CONTENT, content.hex())
        .filter(holder -> !holder.equals(by.stream()))
        .isPresent();
  }

  @Override
  public Optional<String> categoryOf(ProjectCode project, LocalDate day) {
    return find(Project.class, project.stream())
        .flatMap(found ->
            found.invoke(known ->
                known.isInLibrary(day) ? Optional.of(known.category().name()) : Optional.empty()));
  }

  @Override
  public RegionCode regionOf(ProjectCode project) {
    return fromProject(project, Project::region);
  }

  @Override
  public boolean isClosed(ProjectCode project, LocalDate day) {
    return fromProject(project, known -> known.isClosedBy(day));
  }

  @Override
  public Optional<Balance> ceilingOf(ProjectCode project, LocalDate day) {
    return fromProject(
        project,
        known -> known.isApprovedBy(day) ? Optional.of(known.ceiling()) : Optional.empty());
  }

  @Override
  public Balance spent(ProjectCode project, DocumentNumber fund) {
    return fromProject(project, known -> known.debitedFrom(fund));
  }

  @Override
  public void begin(DocumentNumber document, Consumer<Fund> begun) {
    begin(Fund.class, document.stream(), Fund::unknown, begun);
  }

  @Override
  public void begin(LeadId lead, Consumer<Lead> begun) {
    begin(Lead.class, lead.stream(), Lead::unknown, begun);
  }

  private <T> void begin(Class<T> type, String stream, Supplier<T> unknown, Consumer<T> begun) {
    if (find(type, stream).isPresent()) throw new Refused(Rule.ALREADY_EXISTS, stream);
    try {
      repository(type)
          .newInstance(() -> {
            T aggregate = unknown.get();
            begun.accept(aggregate);
            return aggregate;
          });
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(stream + " could not be begun", e);
    }
  }

  @Override
  public <T> T fromLead(LeadId lead, Function<Lead, T> read) {
    return load(Lead.class, lead.stream()).invoke(read);
  }

  @Override
  public boolean isKnown(OfficerId officer) {
    // Unknown to the journal, the officer may be registered in this very append.
    return beginnings.of(officer.stream()).isPresent()
        || find(Officer.class, officer.stream()).isPresent();
  }

  @SuppressWarnings("unchecked") // Each repository was added under the class of its aggregate.
  private <T> JournalRepository<T> repository(Class<T> type) {
    JournalRepository<?> repository = repositories.get(type);
    if (repository == null) throw new IllegalStateException("no repository of " + type);
    return (JournalRepository<T>) repository;
  }
}
