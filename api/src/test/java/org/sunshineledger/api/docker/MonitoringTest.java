package org.sunshineledger.api.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.sunshineledger.api.OpenDoors;
import org.sunshineledger.api.docker.Recipe.Yml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("监控 What is measured")
class MonitoringTest extends OpenDoors {

  /** Our own measures, by the name the program gives them, and what Prometheus calls them. */
  private static final Map<String, Set<String>> OURS =
      Map.of(
          "ledger.append.group.size",
          Set.of(
              "ledger_append_group_size_count",
              "ledger_append_group_size_sum",
              "ledger_append_group_size_max"),
          "ledger.append.wait",
          Set.of(
              "ledger_append_wait_seconds_count",
              "ledger_append_wait_seconds_sum",
              "ledger_append_wait_seconds_bucket",
              "ledger_append_wait_seconds_max"),
          "ledger.seal.lag",
          Set.of("ledger_seal_lag"),
          "ledger.seal.age",
          Set.of("ledger_seal_age_seconds"),
          "ledger.view.lag",
          Set.of("ledger_view_lag"),
          "ledger.view.parked",
          Set.of("ledger_view_parked"),
          "ledger.orders",
          Set.of("ledger_orders_total"),
          "ledger.refusals",
          Set.of("ledger_refusals_total"));

  /** What Prometheus itself knows of whom it asks. */
  private static final String UP = "up";

  private static final Pattern NAME = Pattern.compile("\\b[a-z][a-z0-9_]*_[a-z0-9_]+\\b|\\bup\\b");
  private static final Pattern FUNCTION = Pattern.compile("\\b[a-z_]+(?=\\s*\\()");

  /** Of more than one word, as codes are not. */
  private static final Pattern ALERT = Pattern.compile("`((?:[A-Z][a-z]+){2,})`");

  @Autowired private MeterRegistry meters;

  private static List<String> queries() {
    List<String> queries = new ArrayList<>();
    for (JsonNode panel : dashboard().path("panels"))
      for (JsonNode target : panel.path("targets")) queries.add(target.path("expr").asString());
    alerts().forEach(alert -> queries.add(alert.at("expr").text()));
    return queries;
  }

  private static JsonNode dashboard() {
    return JsonMapper.shared().readTree(Recipe.text("grafana/dashboards/ledger.json"));
  }

  private static Stream<Yml> alerts() {
    return Recipe.yaml("prometheus/alerts.yml").at("groups").items().stream()
        .flatMap(group -> group.at("rules").items().stream());
  }

  /** The names of a query, without its functions, labels and durations. */
  private static Set<String> names(String query) {
    String bare =
        query
            .replaceAll("\"[^\"]*\"", "")
            .replaceAll("\\{[^}]*}", "")
            .replaceAll("\\[[^]]*]", "")
            .replaceAll("\\bby \\([^)]*\\)", "");
    Set<String> functions =
        FUNCTION.matcher(bare).results().map(found -> found.group()).collect(Collectors.toSet());
    Set<String> names = new TreeSet<>();
    NAME.matcher(bare).results().forEach(found -> names.add(found.group()));
    names.removeAll(functions);
    return names;
  }

  @Test
  void readsAQueryAsPrometheusDoes() {
    assertThat(names("sum by (code) (increase(ledger_refusals_total{job=\"a_b\"}[1h])) > 500"))
        .containsExactly("ledger_refusals_total");
    assertThat(names("min_over_time(ledger_seal_lag[2m]) > 0 and delta(up[2m]) >= 0"))
        .containsExactly("ledger_seal_lag", "up");
  }

  @Test
  void asksForNothingThatNobodyMeasures() {
    Set<String> asked = new TreeSet<>();
    for (String query : queries()) asked.addAll(names(query));
    Set<String> known = new TreeSet<>(measured());
    known.add(UP);
    OURS.values().forEach(known::addAll);

    assertThat(known).containsAll(asked);
    for (Map.Entry<String, Set<String>> ours : OURS.entrySet()) {
      assertThat(meters.find(ours.getKey()).meter()).as(ours.getKey()).isNotNull();
      assertThat(asked).as("%s is looked at", ours.getKey()).containsAnyElementsOf(ours.getValue());
    }
  }

  /** The names that the program's own measures have once Prometheus asks for them. */
  private Set<String> measured() {
    PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    page("/");
    for (Meter meter : meters.getMeters()) {
      var _ = copied(meter, meter.getId(), prometheus);
    }
    return prometheus
        .scrape()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.replaceAll("[{ ].*", ""))
        .collect(Collectors.toSet());
  }

  private static Meter copied(Meter meter, Meter.Id id, MeterRegistry to) {
    return switch (meter) {
      case Timer _ -> Timer.builder(id.getName()).tags(id.getTags()).register(to);
      case DistributionSummary _ ->
          DistributionSummary.builder(id.getName())
              .baseUnit(id.getBaseUnit())
              .tags(id.getTags())
              .register(to);
      case Counter _ ->
          Counter.builder(id.getName()).baseUnit(id.getBaseUnit()).tags(id.getTags()).register(to);
      default ->
          Gauge.builder(id.getName(), () -> 1)
              .baseUnit(id.getBaseUnit())
              .tags(id.getTags())
              .register(to);
    };
  }

  @Test
  void saysOfEveryAlertWhatToDo() {
    Set<String> headings =
        Recipe.text("README.md")
            .lines()
            .filter(line -> line.startsWith("#"))
            .map(line -> anchor(line.replaceAll("^#+ ", "")))
            .collect(Collectors.toSet());

    assertThat(alerts())
        .isNotEmpty()
        .allSatisfy(alert -> {
          assertThat(alert.at("labels").at("severity").text()).isIn("critical", "warning");
          assertThat(alert.at("annotations").at("summary").text()).isNotBlank();
          assertThat(headings).contains(alert.at("annotations").at("manual").text());
        });
  }

  /** Figures stand in one place: the table of meters names the alerts and what they are of. */
  @Test
  void namesEveryAlertInTheTableOfMetersAndNoOther() throws IOException {
    Set<String> named =
        Files.readString(Path.of("README.md"))
            .lines()
            .dropWhile(line -> !line.startsWith("| meter |"))
            .takeWhile(line -> line.startsWith("|"))
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.split("\\|", -1)[4])
            .flatMap(alarm -> ALERT.matcher(alarm).results().map(found -> found.group(1)))
            .collect(Collectors.toSet());

    assertThat(named)
        .isEqualTo(
            alerts()
                .filter(alert -> !names(alert.at("expr").text()).equals(Set.of(UP)))
                .map(alert -> alert.at("alert").text())
                .collect(Collectors.toSet()));
  }

  @Test
  void rehearsesWithAsManyAlertsAsThereAre() {
    assertThat(Recipe.text("rehearse.sh"))
        .contains("\"alerts are known\" %d ".formatted(alerts().count()));
  }

  /** As a forge makes a link of a heading. */
  private static String anchor(String heading) {
    return heading
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N} -]", "")
        .strip()
        .replace(' ', '-');
  }

  @Test
  void drawsFromTheSourceThatIsProvided() {
    Set<String> provided =
        Recipe.yaml("grafana/provisioning/datasources/prometheus.yml")
            .at("datasources")
            .items()
            .stream()
            .map(each -> each.at("uid").text())
            .collect(Collectors.toSet());
    Set<String> used = new TreeSet<>();
    for (JsonNode panel : dashboard().path("panels"))
      for (JsonNode target : panel.path("targets"))
        used.add(target.path("datasource").path("uid").asString());

    assertThat(used).isEqualTo(provided);
    assertThat(Recipe.services().get("grafana"))
        .extracting(each ->
            Recipe.mounts(each).stream()
                .map(Recipe.Mount::to)
                .anyMatch(
                    Recipe.yaml("grafana/provisioning/dashboards/ledger.yml")
                            .at("providers")
                            .items()
                            .getFirst()
                            .at("options")
                            .at("path")
                            .text()
                        ::equals))
        .isEqualTo(true);
  }

  @Test
  void asksEveryNodeAtItsOperatorsPort() {
    Set<String> targets = new TreeSet<>();
    for (Yml job : Recipe.yaml("prometheus/prometheus.yml").at("scrape_configs").items()) {
      assertThat(job.at("metrics_path").text()).isEqualTo("/actuator/prometheus");
      for (Yml config : job.at("static_configs").items())
        targets.addAll(config.at("targets").texts());
    }

    Set<String> nodes = new TreeSet<>();
    Recipe.nodes()
        .forEach((name, program) ->
            nodes.add(name + ":" + program.at("environment").at("MANAGEMENT_SERVER_PORT").text()));
    assertThat(targets).isEqualTo(nodes);
  }
}
