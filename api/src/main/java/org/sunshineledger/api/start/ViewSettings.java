package org.sunshineledger.api.start;

import java.time.Clock;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.sunshineledger.api.web.Followed;
import org.sunshineledger.ledger.Ledger;
import org.sunshineledger.ledger.journal.FactCodec;
import org.sunshineledger.projections.Projections;
import org.sunshineledger.projections.access.AccessRecord;
import org.sunshineledger.projections.board.BoardQuery;
import org.sunshineledger.projections.disclosure.DisclosureQuery;
import org.sunshineledger.projections.dossier.Dossiers;
import org.sunshineledger.projections.dossier.NotEnjoyed;
import org.sunshineledger.projections.flags.Flags;
import org.sunshineledger.projections.flags.JudgedStreams;
import org.sunshineledger.projections.money.MoneyQuery;
import org.sunshineledger.projections.mutualaid.MutualAidQuery;
import org.sunshineledger.projections.officer.OfficerRecords;
import org.sunshineledger.projections.progress.ProgressQuery;
import org.sunshineledger.projections.reconciliation.Reconciliation;
import org.sunshineledger.projections.redflags.RedFlags;
import org.sunshineledger.projections.region.Regions;
import org.sunshineledger.projections.responsibility.Gaps;
import org.sunshineledger.projections.responsibility.Responsibility;
import org.sunshineledger.projections.supervision.Supervision;
import org.sunshineledger.projections.view.Views;
import org.sunshineledger.projections.waiting.WaitingQuery;

/** The views behind the ledger, and the questions the pages ask of them. */
@Configuration(proxyBeanMethods = false)
class ViewSettings {

  private static final Logger log = LoggerFactory.getLogger(ViewSettings.class);

  /** Views of a new version are built before they are followed, with a bar that shows how far. */
  @Bean(destroyMethod = "close")
  Projections projections(DataSource dataSource, FactCodec codec, Clock clock, Ledger ledger) {
    Projections projections = new Projections(dataSource, codec, clock);
    ledger.countPoorBy(projections.poorPersons());
    ProgressBar bar = new ProgressBar("视图 views", log);
    projections.start((done, of) -> bar.show(of == 0 ? 100 : (int) (done * 100 / of), done, of));
    return projections;
  }

  @Bean(destroyMethod = "")
  Views views(Projections projections) {
    return projections.views();
  }

  @Bean
  Followed followed(Views views) {
    return new Followed(views::lags);
  }

  /** {@code views} in {@code /actuator/health}. */
  @Bean
  HealthIndicator viewsHealthIndicator(Views views) {
    return new ViewsHealth(views::lags);
  }

  @Bean
  Regions regions(Projections projections) {
    return projections.regions();
  }

  @Bean
  ProgressQuery progress(Projections projections) {
    return projections.progress();
  }

  @Bean
  MoneyQuery money(Projections projections) {
    return projections.money();
  }

  @Bean
  Responsibility responsibility(Projections projections) {
    return projections.responsibility();
  }

  @Bean
  Gaps gaps(Projections projections) {
    return projections.gaps();
  }

  @Bean
  OfficerRecords officerRecords(Projections projections) {
    return projections.officerRecords();
  }

  @Bean
  BoardQuery boards(Projections projections) {
    return projections.boards();
  }

  @Bean
  Dossiers dossiers(Projections projections) {
    return projections.dossiers();
  }

  @Bean
  Flags flags(Projections projections) {
    return projections.flags();
  }

  @Bean
  DisclosureQuery disclosures(Projections projections) {
    return projections.disclosures();
  }

  @Bean
  MutualAidQuery mutualAid(Projections projections) {
    return projections.mutualAid();
  }

  @Bean
  Supervision supervision(Projections projections) {
    return projections.supervision();
  }

  @Bean
  AccessRecord accessRecord(Projections projections) {
    return projections.accessRecord();
  }

  @Bean
  WaitingQuery waiting(Projections projections) {
    return projections.waiting();
  }

  @Bean
  JudgedStreams judgedStreams(Projections projections) {
    return projections.judgedStreams();
  }

  @Bean
  NotEnjoyed notEnjoyed(Projections projections) {
    return projections.notEnjoyed();
  }

  @Bean
  RedFlags redFlags(Projections projections) {
    return projections.redFlags();
  }

  @Bean
  Reconciliation reconciliation(Projections projections) {
    return projections.reconciliation();
  }
}
