package org.sunshineledger.api.start;

import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.sunshineledger.ledger.journal.FactCodec;
import org.sunshineledger.projections.board.BoardQuery;
import org.sunshineledger.projections.board.BoardView;
import org.sunshineledger.projections.dossier.Dossiers;
import org.sunshineledger.projections.money.MoneyQuery;
import org.sunshineledger.projections.money.MoneyView;
import org.sunshineledger.projections.progress.ProgressQuery;
import org.sunshineledger.projections.progress.ProgressView;
import org.sunshineledger.projections.reconciliation.Reconciliation;
import org.sunshineledger.projections.reconciliation.ReconciliationView;
import org.sunshineledger.projections.region.DivisionView;
import org.sunshineledger.projections.region.Regions;
import org.sunshineledger.projections.responsibility.Responsibility;
import org.sunshineledger.projections.responsibility.ResponsibilityView;
import org.sunshineledger.projections.view.Views;

/** The views behind the ledger, and the questions the pages ask of them. */
@Configuration(proxyBeanMethods = false)
class ViewSettings {

  private final DivisionView divisions = new DivisionView();
  private final ProgressView standings = new ProgressView();
  private final MoneyView accounts = new MoneyView();
  private final ResponsibilityView duties = new ResponsibilityView();
  private final BoardView posted = new BoardView();
  private final ReconciliationView published = new ReconciliationView();

  @Bean(initMethod = "start", destroyMethod = "close")
  Views views(DataSource dataSource, FactCodec codec, Clock clock) {
    return new Views(
        dataSource,
        codec,
        clock,
        List.of(divisions, standings, accounts, duties, posted, published));
  }

  @Bean
  Regions regions(Views views) {
    return new Regions(views.rows(divisions));
  }

  @Bean
  ProgressQuery progressQuery(Views views, Regions regions) {
    return new ProgressQuery(
        views.rows(standings), regions, Reconciliation.targets(views.rows(published)));
  }

  @Bean
  MoneyQuery moneyQuery(Views views, Regions regions) {
    return new MoneyQuery(views.rows(accounts), regions);
  }

  @Bean
  Responsibility responsibility(Views views, Regions regions) {
    return new Responsibility(views.rows(duties), regions);
  }

  @Bean
  BoardQuery boardQuery(
      Views views,
      Regions regions,
      ProgressQuery progress,
      MoneyQuery money,
      Responsibility responsibility) {
    return new BoardQuery(
        views.rows(posted), regions, progress, money, responsibility, views::folded);
  }

  @Bean
  Dossiers dossiers(Views views) {
    return new Dossiers(views);
  }

  @Bean
  Reconciliation reconciliation(
      Views views,
      Regions regions,
      ProgressQuery progress,
      MoneyQuery money,
      Responsibility responsibility,
      Clock clock) {
    return new Reconciliation(
        views.rows(published), regions, progress, money, responsibility, views::folded, clock);
  }
}
