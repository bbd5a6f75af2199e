package org.sunshineledger.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;
import org.sunshineledger.ledger.Ledger;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.Mode;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Origin;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.household.HouseholdOrder.ApplyForRegister;
import org.sunshineledger.ledger.household.HouseholdOrder.Person;
import org.sunshineledger.ledger.household.PovertyCause;
import org.sunshineledger.ledger.household.Relationship;
import org.sunshineledger.ledger.journal.Receipt;
import org.sunshineledger.ledger.region.RegionLevel;
import org.sunshineledger.ledger.region.RegionOrder.DefineRegion;
import org.sunshineledger.ledger.rules.Act;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lists of a hundred thousand rows through the door of the whole program, views and sealing
 * included, in one heap; against the same households given to the ledger one order at a time.
 */
final class ImportsBenchmark {

  private static final String NAME = "imports";
  private static final int ROWS = Integer.getInteger("bench.rows", 100_000);
  private static final int MEMBERS = 4;

  /** A register of a county: no village has more than a hundred of its households. */
  private static final int VILLAGES = Math.max(1, ROWS / MEMBERS / 100);

  private static final int SINGLE = 2_000;

  /** As many as may be recorded together. */
  private static final int TOGETHER = Math.min(ROWS, 10_000);

  /**
   * Which of the lists are given: {@code register-csv}, {@code register-xlsx}, {@code incomes-csv},
   * and {@code register-together}, all or nothing.
   */
  private static final List<String> LISTS =
      List.of(
          System.getProperty(
                  "bench.lists", "register-csv,register-xlsx,incomes-csv,register-together")
              .split(","));

  private static final String PASSWORD = "bench-sesame-2016";
  private static final String XLSX =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  private static final List<String> REGISTER =
      List.of("户编号", "村代码", "村民组", "与户主关系", "姓名", "证件号码", "致贫原因", "日期");
  private static final List<String> INCOMES = List.of("户编号", "年度", "工资性收入", "种植收入", "调查人", "日期");

  private final HttpClient client = HttpClient.newHttpClient();
  private final Ledger ledger;
  private final String address;
  private int persons;

  private ImportsBenchmark(Ledger ledger, String address) {
    this.ledger = ledger;
    this.address = address;
  }

  public static void main(String[] args) throws Exception {
    if (List.of(System.getProperty("bench", "").split(",", -1)).contains(NAME)) {
      Path home = Files.createTempDirectory("ledger-bench-");
      try (ConfigurableApplicationContext context =
          SpringApplication.run(
              SunshineLedger.class,
              "--server.port=0",
              "--management.server.port=0",
              "--ledger.home=" + home,
              "--ledger.scenario.enabled=false",
              "--LEDGER_DEMO_PASSWORD=" + PASSWORD)) {
        Ledger ledger = context.getBean(Ledger.class);
        TownOnTheLedger.build(ledger);
        defineVillages(ledger);
        String port = context.getEnvironment().getProperty("local.server.port");
        new ImportsBenchmark(ledger, "http://127.0.0.1:" + port).run();
      }
      boolean _ = FileSystemUtils.deleteRecursively(home);
    }
    System.exit(0);
  }

  private void run() throws Exception {
    System.out.printf(
        "MACHINE cores=%d heap=%d MB java=%s%n",
        Runtime.getRuntime().availableProcessors(),
        Runtime.getRuntime().maxMemory() >> 20,
        Runtime.version());
    double single = one(SINGLE);
    List<List<String>> register = register(1);
    if (LISTS.contains("register-csv"))
      compared("register", lineByLine("register", "csv", csv(REGISTER, register)), single);
    if (LISTS.contains("register-xlsx"))
      compared(
          "register-xlsx", lineByLine("register", "xlsx", xlsx(REGISTER, register(2))), single);
    if (LISTS.contains("incomes-csv")) {
      double _ = lineByLine("incomes", "csv", csv(INCOMES, incomes(register)));
    }
    if (LISTS.contains("register-together")) {
      byte[] file = csv(REGISTER, register(3).subList(0, TOGETHER));
      compared(
          "register-together",
          imported("register", "csv", file, "ALL_OR_NOTHING", TOGETHER),
          single);
    }
  }

  private static void compared(String list, double ours, double single) {
    System.out.printf(
        "BENCH imports.%s ours=%,.0f one-at-a-time=%,.0f ratio=%.2f (rows/s, preview and record)%n",
        list, ours, single, ours / single);
  }

  private static String village(int number) {
    return "%s%03d".formatted(TownOnTheLedger.TOWNSHIP.code(), 100 + number % VILLAGES);
  }

  private static void defineVillages(Ledger ledger) {
    for (int number = 0; number < VILLAGES; number++) {
      Receipt _ =
          ledger
              .orders()
              .submit(
                  new DefineRegion(
                      new RegionCode(village(number)),
                      "测试" + number + "村",
                      RegionLevel.VILLAGE,
                      TownOnTheLedger.TOWNSHIP),
                  TownOnTheLedger.act(),
                  null);
    }
  }

  private List<String> member(String household, String village, int member) {
    return List.of(
        household,
        village,
        "2",
        member == 1 ? "户主" : "其他",
        "某某",
        "97%09d".formatted(++persons),
        "因病",
        "2016-03-01");
  }

  private List<List<String>> register(int series) {
    List<List<String>> rows = new ArrayList<>(ROWS);
    for (int i = 0; i < ROWS; i++)
      rows.add(
          member(
              "4101851%02d%06d".formatted(series, i / MEMBERS),
              village(i / MEMBERS / 100),
              i % MEMBERS + 1));
    return rows;
  }

  private static List<List<String>> incomes(List<List<String>> register) {
    List<List<String>> rows = new ArrayList<>(ROWS);
    for (int i = 0; i < ROWS; i++)
      rows.add(
          List.of(
              register.get(i).getFirst(),
              String.valueOf(2013 + i % MEMBERS),
              "12000.00",
              "3000.50",
              "BF-1",
              "2016-09-04"));
    return rows;
  }

  private static byte[] csv(List<String> header, List<List<String>> rows) {
    StringBuilder text = new StringBuilder(String.join(",", header)).append('\n');
    for (List<String> row : rows) text.append(String.join(",", row)).append('\n');
    return text.toString().getBytes(UTF_8);
  }

  private static byte[] xlsx(List<String> header, List<List<String>> rows) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Workbook workbook = new Workbook(out, "bench", "1.0")) {
      Worksheet sheet = workbook.newWorksheet("表");
      for (int column = 0; column < header.size(); column++)
        sheet.value(0, column, header.get(column));
      for (int row = 0; row < rows.size(); row++)
        for (int column = 0; column < header.size(); column++)
          sheet.value(row + 1, column, rows.get(row).get(column));
    }
    return out.toByteArray();
  }

  /** Rows a second of households that are given one order after the other. */
  private double one(int households) {
    Act act =
        new Act(
            LocalDate.of(2016, 3, 1),
            new Actor(new OfficerId("DEMO-CLERK"), Post.CLERK, "测试机关", TownOnTheLedger.DENGFENG),
            List.of(),
            null,
            List.of(),
            Mode.BACKFILL,
            Origin.IMPORTED,
            UUID.randomUUID(),
            null);
    long began = 0;
    for (int i = -households / 4; i < households; i++) {
      if (i == 0) began = System.nanoTime();
      List<Person> members = new ArrayList<>();
      for (int member = 1; member <= MEMBERS; member++)
        members.add(
            new Person(
                new MemberId("%02d".formatted(member)),
                member == 1 ? Relationship.HEAD : Relationship.OTHER,
                "某某",
                "97%09d".formatted(++persons)));
      var _ =
          ledger
              .orders()
              .submit(
                  new ApplyForRegister(
                      new HouseholdId("41018500%08d".formatted(households + i)),
                      new RegionCode(village(Math.floorMod(i, VILLAGES))),
                      2,
                      members,
                      List.of(PovertyCause.ILLNESS)),
                  act,
                  "bench-one-" + i);
    }
    return households * MEMBERS / ((System.nanoTime() - began) / 1e9);
  }

  private double lineByLine(String kind, String format, byte[] file) throws Exception {
    return imported(kind, format, file, "LINE_BY_LINE", ROWS);
  }

  /** Rows a second from the upload to the last fact. */
  private double imported(String kind, String format, byte[] file, String mode, int rows)
      throws Exception {
    System.gc();
    ManagementFactory.getMemoryPoolMXBeans().forEach(pool -> pool.resetPeakUsage());
    long began = System.nanoTime();
    HttpResponse<String> taken =
        send(
            to("/imports/" + kind + "?backfill=true")
                .header("Content-Type", format.equals("csv") ? "text/csv" : XLSX)
                .POST(HttpRequest.BodyPublishers.ofByteArray(file)));
    if (taken.statusCode() != 201) throw new IllegalStateException(taken.body());
    long uploaded = System.nanoTime();
    String at = taken.headers().firstValue("Location").orElseThrow();
    JsonNode ready = until(at, "READY");
    long checked = System.nanoTime();
    HttpResponse<String> begun =
        send(to(at + "/record?mode=" + mode).POST(HttpRequest.BodyPublishers.noBody()));
    if (begun.statusCode() != 202) throw new IllegalStateException(begun.body());
    JsonNode done = until(at, "RECORDED");
    long recorded = System.nanoTime();
    long peak =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .mapToLong(pool -> pool.getPeakUsage().getUsed())
            .sum();
    System.out.printf(
        "BENCH imports.%s-%s.%s rows=%,d MB=%.1f read=%.1f check=%.1f record=%.1f s peak-heap<=%d"
            + " MB problems=%d recorded=%,d refused=%,d%n",
        kind,
        format,
        mode,
        rows,
        file.length / 1e6,
        (uploaded - began) / 1e9,
        (checked - uploaded) / 1e9,
        (recorded - checked) / 1e9,
        peak >> 20,
        ready.path("problems").asInt(),
        done.path("recorded").asInt(),
        done.path("refused").asInt());
    return rows / ((recorded - began) / 1e9);
  }

  private JsonNode until(String at, String state) throws Exception {
    while (true) {
      JsonNode content = JsonMapper.shared().readTree(send(to(at)).body()).path("content");
      if (content.path("state").asString().equals(state)) return content;
      LockSupport.parkNanos(200_000_000);
    }
  }

  private HttpRequest.Builder to(String path) {
    String credentials = Base64.getEncoder().encodeToString(("clerk:" + PASSWORD).getBytes(UTF_8));
    return HttpRequest.newBuilder(URI.create(address + path))
        .header("Accept", "application/json")
        .header("Authorization", "Basic " + credentials);
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
  }
}
