package org.sunshineledger.ledger;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.duty.Homes;
import org.sunshineledger.ledger.duty.Officer;
import org.sunshineledger.ledger.duty.PairingScope;
import org.sunshineledger.ledger.duty.Pairings;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fund.Fund;
import org.sunshineledger.ledger.household.Household;
import org.sunshineledger.ledger.notice.NoticeKind;
import org.sunshineledger.ledger.notice.Notices;
import org.sunshineledger.ledger.notice.PublicNotice;
import org.sunshineledger.ledger.payment.Books;
import org.sunshineledger.ledger.project.Project;
import org.sunshineledger.ledger.region.Region;
import org.sunshineledger.ledger.rules.Refused;
import org.sunshineledger.ledger.rules.Rule;

/**
 * How an order on one stream reads or writes another within its own unit of work. Whatever is
 * loaded is guarded by the append, so a decision holds only on what it has read.
 */
final class Streams implements Notices, Homes, Pairings, Books {

  private final Map<Class<?>, Repository<?>> repositories = new HashMap<>();

  <T> void add(Class<T> aggregate, Repository<T> repository) {
    repositories.put(aggregate, repository);
  }

  <T> T ofRegion(RegionCode region, Function<Region, T> read) {
    return find(Region.class, "region/" + region)
        .map(found -> found.invoke(read))
        .orElseThrow(() -> new Refused(Rule.UNKNOWN_REGION, region.code()));
  }

  @Override
  public boolean closedClean(
      @Nullable NoticeId notice, NoticeKind kind, String subject, LocalDate since, LocalDate by) {
    return notice != null
        && find(PublicNotice.class, notice.stream())
            .map(found -> found.invoke(posted -> posted.closedClean(kind, subject, since, by)))
            .orElse(false);
  }

  @Override
  public boolean announced(
      @Nullable NoticeId notice, NoticeKind kind, String subject, LocalDate by) {
    return notice != null
        && find(PublicNotice.class, notice.stream())
            .map(found -> found.invoke(posted -> posted.announced(kind, subject, by)))
            .orElse(false);
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

  @SuppressWarnings("unchecked") // Each repository was added under the class of its aggregate.
  private <T> Repository<T> repository(Class<T> type) {
    Repository<?> repository = repositories.get(type);
    if (repository == null) throw new IllegalStateException("no repository of " + type);
    return (Repository<T>) repository;
  }
}
