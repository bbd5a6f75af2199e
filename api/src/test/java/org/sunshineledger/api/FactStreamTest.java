package org.sunshineledger.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.sunshineledger.ledger.duty.OfficerOrder.RegisterOfficer;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.fact.Visibility;
import org.sunshineledger.ledger.journal.StoredFact;
import org.sunshineledger.ledger.log.seal.TransparencyLog;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("账实流 CloudEvents")
@Timeout(120)
class FactStreamTest extends OpenDoors {

  private static final String LINES = "application/x-ndjson";
  private static final String BATCH = "application/cloudevents-batch+json";

  private final JsonMapper mapper = JsonMapper.shared();

  @Autowired private TransparencyLog log;

  private HttpRequest.Builder asked(String path, String accept, @Nullable String account) {
    HttpRequest.Builder request = to(path).header("Accept", accept);
    return account == null ? request : as(account, request);
  }

  private List<String> stream(long from, @Nullable String account) {
    HttpResponse<String> answer = send(asked("/log/events?from=" + from, LINES, account));
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body().lines().toList();
  }

  /** Page by page to the end, each as it stands between two events. */
  private List<JsonNode> pages(int limit, @Nullable String account) {
    List<JsonNode> events = new ArrayList<>();
    String next = "/log/events?limit=" + limit;
    while (!next.isEmpty()) {
      HttpResponse<String> page = send(asked(next, BATCH, account));
      assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith(BATCH);
      json(page).forEach(events::add);
      next =
          page.headers()
              .firstValue("Link")
              .map(link -> link.substring(1, link.indexOf('>')))
              .orElse("");
    }
    return events;
  }

  private static long position(JsonNode event) {
    return Long.parseLong(event.path("position").asString());
  }

  /** As the manual says: without the three attributes it is the stored detail again. */
  private static byte[] detail(String line) {
    return (line.substring(0, line.lastIndexOf(",\"time\":\"")) + "}").getBytes(UTF_8);
  }

  @Test
  void everyEventIsTheDetailByteForByteAndItsSaltProvesIt() {
    for (String line : stream(0, null)) {
      JsonNode event = mapper.readTree(line);
      StoredFact stored = ledger.journal().at(position(event)).orElseThrow();
      byte[] salt = Base64.getDecoder().decode(event.path("salt").asString());

      assertThat(detail(line)).isEqualTo(stored.detail());
      assertThat(new String(stored.entry(), UTF_8))
          .contains(event.path("time").asString())
          .endsWith(
              Base64.getEncoder().encodeToString(Sha256.of(salt, detail(line)).bytes()) + "\n");
      assertThat(event.path("specversion").asString()).isEqualTo("1.0");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "clerk", "auditor", "inspector"})
  void pagesAndTheStreamAgreeForWhoeverReads(String name) {
    @Nullable String account = name.isEmpty() ? null : name;

    List<JsonNode> streamed = stream(0, account).stream().map(mapper::readTree).toList();

    assertThat(pages(7, account)).isEqualTo(streamed);
    assertThat(streamed).isNotEmpty();
  }

  @Test
  void everybodyGetsThePublicFactsAndNoOthers() {
    Map<Long, String> details = new TreeMap<>();
    Awaitility.await().until(() -> log.size() == ledger.journal().size());
    for (long bundle = 0; bundle * 256 < log.size(); bundle++)
      send(to("/log/details/" + bundle))
          .body()
          .lines()
          .map(line -> line.split("\t", -1))
          .forEach(parts ->
              details.put(
                  Long.parseLong(parts[0]),
                  new String(Base64.getDecoder().decode(parts[2]), UTF_8)));

    Map<Long, String> streamed = new TreeMap<>();
    for (String line : stream(0, null))
      streamed.put(position(mapper.readTree(line)), new String(detail(line), UTF_8));

    assertThat(streamed).isEqualTo(details);
  }

  @Test
  void staffGetTheRestrictedFactsOfTheirRegionAndNotThoseOfAnother() {
    long applied = ledger.journal().beginning(TownOnTheLedger.LI.stream()).orElseThrow().position();

    assertThat(positions("clerk")).contains(applied);
    assertThat(positions("auditor")).contains(applied);
    assertThat(positions("payer")).doesNotContain(applied);
    assertThat(positions("admin")).isEqualTo(positions(null));
  }

  private List<Long> positions(@Nullable String account) {
    return stream(0, account).stream().map(line -> position(mapper.readTree(line))).toList();
  }

  @Test
  void aReaderGoesOnWhereHeStopped() {
    List<String> all = stream(0, null);
    long middle = position(mapper.readTree(all.get(all.size() / 2)));

    assertThat(stream(middle, null)).isEqualTo(all.subList(all.size() / 2, all.size()));
    assertThat(stream(ledger.journal().size(), null)).isEmpty();
  }

  @Test
  void whoFollowsGetsWhatIsRecordedAndAnEmptyLineWhenNothingIs() {
    long size = ledger.journal().size();
    try (Stream<String> body =
        lines(asked("/log/events?follow=true&from=" + size, LINES, null)).body()) {
      Iterator<String> lines = body.iterator();
      assertThat(lines.next()).isEmpty();
      long position =
          ledger
              .orders()
              .submit(
                  new RegisterOfficer(new OfficerId("FOLLOWED-" + size), "某某"),
                  TownOnTheLedger.act(),
                  null)
              .first();
      String line = lines.next();
      while (line.isEmpty()) line = lines.next();

      assertThat(position(mapper.readTree(line))).isEqualTo(position);
    }
  }

  @Test
  void whoFollowsIsNotToldWhatHeMayNotRead() {
    try (Stream<String> body = lines(asked("/log/events?follow=true", LINES, null)).body()) {
      Iterator<String> lines = body.iterator();
      for (String line = lines.next(); !line.isEmpty(); line = lines.next()) {
        Fact fact =
            ledger
                .codec()
                .decode(ledger.journal().at(position(mapper.readTree(line))).orElseThrow());
        assertThat(fact.event().visibility()).isEqualTo(Visibility.PUBLIC);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/log/events?from=-1, application/x-ndjson, 400 MALFORMED",
    "/log/events?from=99999999, application/x-ndjson, 400 MALFORMED",
    "/log/events?from=x, application/x-ndjson, 400 MALFORMED",
    "/log/events?limit=0, application/cloudevents-batch+json, 400 MALFORMED",
    "/log/events?limit=1001, application/cloudevents-batch+json, 400 MALFORMED",
    "/log/events?limit=5, application/x-ndjson, 400 MALFORMED",
    "/log/events?follow=true, application/cloudevents-batch+json, 400 MALFORMED",
    "/log/events?format=xml, application/json, 400 MALFORMED",
    "/log/events, image/png, 406 NOT_ACCEPTABLE"
  })
  void whatCannotBeAnsweredIsTurnedAway(String path, String accept, String problem) {
    assertThat(problem(send(asked(path, accept, null)))).isEqualTo(problem);
  }
}
