package org.sunshineledger.ledger;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.annotation.SimpleResourceParameterResolverFactory;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sunshineledger.ledger.database.Durability;
import org.sunshineledger.ledger.database.Lookups;
import org.sunshineledger.ledger.duty.EnterpriseEvent;
import org.sunshineledger.ledger.duty.Officer;
import org.sunshineledger.ledger.duty.OfficerEvent;
import org.sunshineledger.ledger.duty.PartnerEnterprise;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fund.Fund;
import org.sunshineledger.ledger.fund.FundEvent;
import org.sunshineledger.ledger.household.Household;
import org.sunshineledger.ledger.household.HouseholdEvent;
import org.sunshineledger.ledger.journal.Beginnings;
import org.sunshineledger.ledger.journal.FactCodec;
import org.sunshineledger.ledger.journal.FactTypes;
import org.sunshineledger.ledger.journal.Journal;
import org.sunshineledger.ledger.journal.JournalEventStore;
import org.sunshineledger.ledger.journal.JournalRepository;
import org.sunshineledger.ledger.journal.JournalStorageEngine;
import org.sunshineledger.ledger.journal.JournalUnavailable;
import org.sunshineledger.ledger.journal.Recall;
import org.sunshineledger.ledger.mutualaid.MutualAidEvent;
import org.sunshineledger.ledger.mutualaid.MutualAidFund;
import org.sunshineledger.ledger.notice.NoticeEvent;
import org.sunshineledger.ledger.notice.PublicNotice;
import org.sunshineledger.ledger.payment.Payment;
import org.sunshineledger.ledger.payment.PaymentEvent;
import org.sunshineledger.ledger.policy.Policy;
import org.sunshineledger.ledger.policy.PolicyEvent;
import org.sunshineledger.ledger.project.Project;
import org.sunshineledger.ledger.project.ProjectEvent;
import org.sunshineledger.ledger.publication.Publications;
import org.sunshineledger.ledger.region.Region;
import org.sunshineledger.ledger.region.RegionEvent;
import org.sunshineledger.ledger.rules.Jurisdiction;
import org.sunshineledger.ledger.rules.RuleSets;
import org.sunshineledger.ledger.rules.Rulings;
import org.sunshineledger.ledger.supervision.Audit;
import org.sunshineledger.ledger.supervision.AuditEvent;
import org.sunshineledger.ledger.supervision.ClaimEvent;
import org.sunshineledger.ledger.supervision.ClaimSource;
import org.sunshineledger.ledger.supervision.Lead;
import org.sunshineledger.ledger.supervision.LeadEvent;
import org.sunshineledger.ledger.vault.PersonalData;
import org.sunshineledger.ledger.vault.Vault;
import org.sunshineledger.ledger.vault.VaultEvent;
import org.sunshineledger.ledger.village.PoorPersons;
import org.sunshineledger.ledger.village.PoorVillage;
import org.sunshineledger.ledger.village.VillageEvent;

/**
 * Puts the ledger together on a database: the journal, Axon on it, the aggregates, the vault.
 * Nothing is looked up, nothing is scanned for, and nothing phones home.
 */
public final class Ledger implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

  private static final List<Class<?>> AGGREGATES =
      List.of(
          Region.class,
          Policy.class,
          PoorVillage.class,
          Officer.class,
          PartnerEnterprise.class,
          Fund.class,
          Project.class,
          Household.class,
          Payment.class,
          MutualAidFund.class,
          PublicNotice.class,
          ClaimSource.class,
          Lead.class,
          Audit.class,
          PersonalData.class);

  private final Journal journal;
  private final FactCodec codec;
  private final Beginnings beginnings;
  private final JournalEventStore eventStore;
  private final Orders orders;
  private final Vault vault;
  private final Publications publications;
  private final Clock clock;
  private final Gazetteer gazetteer;
  private final RuleSets rules;
  private final Counting poorPersons = new Counting();

  /**
   * Opens the ledger on a database that has this version's schema.
   *
   * @param dataSource a pool that logs in as {@code ledger_app}
   * @param clock the day on which orders are judged; the moment of recording is the database's
   * @param random salts of facts
   * @throws org.sunshineledger.ledger.database.StartRefused when the database is not durable
   */
  public Ledger(DataSource dataSource, Clock clock, Vault vault, SecureRandom random) {
    this(dataSource, clock, vault, random, RuleSets.standard());
  }

  /** The same with rules of other jurisdictions beside those that come along. */
  public Ledger(
      DataSource dataSource, Clock clock, Vault vault, SecureRandom random, RuleSets rules) {
    this(dataSource, new Lookups(dataSource), clock, vault, random, rules);
  }

  /**
   * The same.
   *
   * @param lookups on which the journal is read
   */
  public Ledger(
      DataSource dataSource,
      Lookups lookups,
      Clock clock,
      Vault vault,
      SecureRandom random,
      RuleSets rules) {
    this(
        dataSource,
        lookups.dataSource(),
        clock,
        vault,
        random,
        published(),
        AGGREGATES,
        List.of(),
        Recall.USUAL,
        rules);
  }

  /** The same with another recall. */
  Ledger(DataSource dataSource, Clock clock, Vault vault, SecureRandom random, Recall recall) {
    this(
        dataSource,
        dataSource,
        clock,
        vault,
        random,
        published(),
        AGGREGATES,
        List.of(),
        recall,
        RuleSets.standard());
  }

  /** The same with facts and aggregates of another world. */
  Ledger(
      DataSource dataSource,
      Clock clock,
      Vault vault,
      SecureRandom random,
      FactTypes types,
      List<Class<?>> aggregates,
      List<ParameterResolverFactory> parameters) {
    this(
        dataSource,
        dataSource,
        clock,
        vault,
        random,
        types,
        aggregates,
        parameters,
        Recall.USUAL,
        RuleSets.standard());
  }

  private Ledger(
      DataSource dataSource,
      DataSource lookups,
      Clock clock,
      Vault vault,
      SecureRandom random,
      FactTypes types,
      List<Class<?>> aggregates,
      List<ParameterResolverFactory> parameters,
      Recall recall,
      RuleSets rules) {
    Durability.require(dataSource);
    int rewrapped = vault.rewrap();
    if (rewrapped > 0)
      LOG.warn(
          "{} keys of personal data are wrapped by the current master key; destroy the old one",
          rewrapped);
    int erased = vault.reapplyErasures();
    if (erased > 0)
      LOG.warn("The database was put back: {} erased keys had come back and are destroyed", erased);
    this.clock = clock;
    this.vault = vault;
    this.rules = rules;
    this.publications = new Publications(dataSource, clock);
    int cameBack = publications.reapplyWithdrawals();
    if (cameBack > 0)
      LOG.warn("The database was put back: {} withdrawn documents had come back", cameBack);
    this.codec = new FactCodec(types);
    this.journal = new Journal(dataSource, lookups);
    JournalStorageEngine engine = new JournalStorageEngine(journal, codec, random);
    this.beginnings = engine.beginnings();
    this.eventStore = JournalEventStore.on(journal, engine, recall);
    // No transaction of its own: the append is the transaction.
    CommandBus commands = SimpleCommandBus.builder().build();
    Streams streams = new Streams(vault, journal, beginnings);
    this.gazetteer = new Gazetteer(journal, codec, streams);
    Cited cited = new Cited(journal, codec);
    List<ParameterResolverFactory> resolvers =
        Stream.concat(
                parameters.stream(),
                Stream.of(
                    new Rulings(clock, gazetteer, rules),
                    new SimpleResourceParameterResolverFactory(
                        List.of(gazetteer, streams, vault, poorPersons, cited, publications))))
            .toList();
    for (Class<?> aggregate : aggregates) handle(aggregate, commands, streams, resolvers);
    this.orders = new Orders(commands, journal, engine, eventStore, vault);
  }

  /** All facts this version knows. */
  public static FactTypes published() {
    return FactTypes.of(
        RegionEvent.class,
        PolicyEvent.class,
        VillageEvent.class,
        OfficerEvent.class,
        EnterpriseEvent.class,
        FundEvent.class,
        ProjectEvent.class,
        HouseholdEvent.class,
        PaymentEvent.class,
        MutualAidEvent.class,
        NoticeEvent.class,
        ClaimEvent.class,
        LeadEvent.class,
        AuditEvent.class,
        VaultEvent.class);
  }

  private <T> void handle(
      Class<T> aggregate,
      CommandBus commands,
      Streams streams,
      List<ParameterResolverFactory> parameters) {
    ParameterResolverFactory resolvers =
        MultiParameterResolverFactory.ordered(
            Stream.concat(
                    parameters.stream(),
                    Stream.of(ClasspathParameterResolverFactory.forClass(aggregate)))
                .toList());
    JournalRepository<T> repository = JournalRepository.of(aggregate, eventStore, resolvers);
    streams.add(aggregate, repository);
    AggregateAnnotationCommandHandler.<T>builder()
        .aggregateType(aggregate)
        .repository(repository)
        .parameterResolverFactory(resolvers)
        // Axon would look at each order's class for what its interface says.
        .commandTargetResolver(order ->
            new VersionedAggregateIdentifier((Object) ((Order) order.getPayload()).stream(), null))
        .build()
        .subscribe(commands);
  }

  public Orders orders() {
    return orders;
  }

  public Journal journal() {
    return journal;
  }

  /** Where streams began; see there. */
  public Beginnings beginnings() {
    return beginnings;
  }

  public FactCodec codec() {
    return codec;
  }

  /** The source of the views' streaming processors. */
  public JournalEventStore eventStore() {
    return eventStore;
  }

  public Vault vault() {
    return vault;
  }

  /** Who the persons on the register are; see there. */
  public Persons persons() {
    return new Persons(journal, codec, vault);
  }

  /** What the public has said; see there. */
  public Statements statements() {
    return new Statements(journal, codec, vault);
  }

  public Publications publications() {
    return publications;
  }

  public Clock clock() {
    return clock;
  }

  /** The divisions and open backfills by which orders are judged. */
  public Jurisdiction jurisdiction() {
    return gazetteer;
  }

  /** The rules of all jurisdictions. */
  public RuleSets rules() {
    return rules;
  }

  /** What another rule set says of a history. */
  public Rejudging rejudging() {
    return new Rejudging(journal, codec, rules);
  }

  /** Says who counts the poor of a village; before, nobody can and a village cannot exit. */
  public void countPoorBy(PoorPersons counter) {
    poorPersons.counter = counter;
  }

  private static final class Counting implements PoorPersons {

    private volatile @Nullable PoorPersons counter;

    @Override
    public Count onRegister(RegionCode village, LocalDate day) {
      PoorPersons by = counter;
      if (by == null)
        throw new JournalUnavailable("nobody counts the poor yet", Duration.ofSeconds(5));
      return by.onRegister(village, day);
    }
  }

  /** Lets what waits be committed, and stops. */
  @Override
  public void close() {
    orders.close();
    journal.close();
  }
}
