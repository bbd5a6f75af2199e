import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sunshineledger.ledger.Ledger;
import org.sunshineledger.ledger.database.Login;
import org.sunshineledger.ledger.duty.OfficerOrder.RegisterOfficer;
import org.sunshineledger.ledger.duty.OfficerOrder.TakePost;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.Mode;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.fact.Origin;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.log.note.Checkpoint;
import org.sunshineledger.ledger.log.note.SignedNote;
import org.sunshineledger.ledger.log.note.VerifierKey;
import org.sunshineledger.ledger.region.RegionLevel;
import org.sunshineledger.ledger.region.RegionOrder.DefineRegion;
import org.sunshineledger.ledger.rules.Act;
import org.sunshineledger.ledger.vault.IdNumber;
import org.sunshineledger.ledger.vault.MasterKey;
import org.sunshineledger.ledger.vault.Vault;

/**
 * The people of the failover rehearsal: those who send orders to the nodes and keep every acknowledgement and every
 * checkpoint they are shown, and the one who afterwards holds all of it against the database.
 *
 * <pre>
 *   town URL                                    makes the regions and officers that the orders need
 *   clients NUMBER FOLDER NODE NODE             sends orders until FOLDER/stop is there
 *   check FOLDER URL VKEY [all]                 exit status 1 where a fact is lost, doubled or moved, or the log forked
 * </pre>
 *
 * FOLDER/acknowledged.NUMBER has a line for each order: sent and answered (ms), node, key, stream, first, last.
 * FOLDER/checkpoints.NUMBER has a line for each checkpoint: seen (ms), node, the note in Base64.
 */
final class Drill {

  private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
  private static final RegionCode CITY = new RegionCode("410100");
  private static final RegionCode COUNTY = new RegionCode("410185");
  private static final String VILLAGE = "410185100901";

  private Drill() {}

  public static void main(String[] arguments) throws Exception {
    switch (arguments[0]) {
      case "town" -> town(arguments[1]);
      case "clients" ->
          new Clients(
                  Integer.parseInt(arguments[1]),
                  Path.of(arguments[2]),
                  List.of(arguments).subList(3, arguments.length))
              .run();
      case "check" -> {
        List<String> wrong =
            new Check(Path.of(arguments[1]), arguments[2], arguments[3])
                .wrong(arguments.length > 4);
        wrong.stream().limit(20).forEach(each -> System.out.println("WRONG " + each));
        System.exit(wrong.isEmpty() ? 0 : 1);
      }
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static String secret(String name) {
    String value = System.getenv(name);
    if (value == null) throw new IllegalStateException(name + " is not set");
    return value;
  }

  // --- the town -------------------------------------------------------------------------------------------------------

  private static void town(String url) throws Exception {
    var database = new Login(url, "ledger_app", secret("SPRING_DATASOURCE_PASSWORD")).dataSource();
    SecureRandom random = new SecureRandom();
    Vault vault = new Vault(database, MasterKey.of(secret("LEDGER_MASTER_KEY")), random);
    try (Ledger ledger = new Ledger(database, Clock.systemUTC(), vault, random)) {
      RegionCode province = new RegionCode("410000");
      RegionCode township = new RegionCode("410185100");
      give(ledger, new DefineRegion(province, "河南省", RegionLevel.PROVINCE, null));
      give(ledger, new DefineRegion(CITY, "郑州市", RegionLevel.CITY, province));
      give(ledger, new DefineRegion(COUNTY, "登封市", RegionLevel.COUNTY, CITY));
      give(ledger, new DefineRegion(township, "测试乡", RegionLevel.TOWNSHIP, COUNTY));
      give(ledger, new DefineRegion(new RegionCode(VILLAGE), "测试村", RegionLevel.VILLAGE, township));
      post(ledger, "DEMO-CLERK", Post.CLERK, COUNTY);
      post(ledger, "DEMO-ADMIN", Post.ADMINISTRATOR, CITY);
    }
  }

  private static void post(Ledger ledger, String officer, Post post, RegionCode region) {
    give(ledger, new RegisterOfficer(new OfficerId(officer), "某" + officer));
    give(ledger, new TakePost(new OfficerId(officer), post, "测试机关", region));
  }

  private static void give(Ledger ledger, Order order) {
    Actor archivist = new Actor(new OfficerId("ARCHIVE-1"), Post.ADMINISTRATOR, "档案", CITY);
    Act act =
        new Act(
            LocalDate.of(2014, 1, 1),
            archivist,
            List.of(),
            null,
            List.of(),
            Mode.LIVE,
            Origin.SYNTHETIC,
            UUID.randomUUID(),
            null);
    ledger.orders().submit(order, act, null);
  }

  // --- those who send orders ------------------------------------------------------------------------------------------

  private static final class Clients {

    private static final int AT_ONCE = 4;
    private static final Duration PAUSE = Duration.ofMillis(150);
    private static final Pattern ACCEPTED =
        Pattern.compile("\"stream\":\"([^\"]+)\".*?\"first\":(\\d+),\"last\":(\\d+)");

    private final int number;
    private final Path folder;
    private final List<String> nodes;
    private final HttpClient http =
        HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final AtomicInteger orders = new AtomicInteger();
    private final String password = secret("LEDGER_DEMO_PASSWORD");

    Clients(int number, Path folder, List<String> nodes) {
      this.number = number;
      this.folder = folder;
      this.nodes = nodes;
    }

    void run() throws Exception {
      List<Thread> threads = new ArrayList<>();
      try (BufferedWriter acknowledged = writer("acknowledged");
          BufferedWriter checkpoints = writer("checkpoints");
          BufferedWriter odd = writer("odd")) {
        for (int i = 0; i < AT_ONCE; i++)
          threads.add(Thread.ofPlatform().start(() -> order(acknowledged, odd)));
        for (String node : nodes)
          threads.add(Thread.ofPlatform().start(() -> watch(node, checkpoints)));
        for (Thread thread : threads) thread.join();
      }
    }

    private BufferedWriter writer(String name) throws IOException {
      return Files.newBufferedWriter(
          folder.resolve(name + "." + number),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }

    private static void line(BufferedWriter to, String line) {
      synchronized (to) {
        try {
          to.write(line + "\n");
          to.flush();
        } catch (IOException e) {
          throw new IllegalStateException(e);
        }
      }
    }

    private boolean isOver() {
      return Files.exists(folder.resolve("stop"));
    }

    private void order(BufferedWriter acknowledged, BufferedWriter odd) {
      while (!isOver()) {
        int order = orders.incrementAndGet();
        record(order, acknowledged, odd);
        pause();
      }
    }

    private static void pause() {
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    /** At the nodes in turn under one key, until one says that it is recorded. */
    private void record(int order, BufferedWriter acknowledged, BufferedWriter odd) {
      String key = "drill-%d-%d".formatted(number, order);
      for (int at = order; ; at++) {
        String node = nodes.get(at % nodes.size());
        long sent = System.currentTimeMillis();
        try {
          HttpResponse<String> answer = http.send(request(node, order, key), HttpResponse.BodyHandlers.ofString(UTF_8));
          int status = answer.statusCode();
          Matcher accepted = ACCEPTED.matcher(answer.body());
          if ((status == 200 || status == 201) && accepted.find()) {
            line(
                acknowledged,
                "%d %d %s %s %s %s %s"
                    .formatted(
                        sent,
                        System.currentTimeMillis(),
                        node,
                        key,
                        accepted.group(1),
                        accepted.group(2),
                        accepted.group(3)));
            return;
          }
          if (status != 503)
            line(odd, "%d %s %s %d %s".formatted(sent, node, key, status, answer.body().replace('\n', ' ')));
        } catch (IOException e) {
          // Whether it was recorded is not known; the same key finds out.
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
        pause();
      }
    }

    /** A household's application, which claims a person and fills the vault; and the plainest order there is. */
    private HttpRequest request(String node, int order, String key) {
      boolean household = order % 2 == 0;
      return HttpRequest.newBuilder(URI.create(node + (household ? "/households" : "/officers")))
          .timeout(Duration.ofSeconds(20))
          .header("Accept", "application/json")
          .header("Content-Type", "application/json")
          .header("Idempotency-Key", key)
          .header("Authorization", "Basic " + base64((household ? "clerk:" : "admin:") + password))
          .POST(HttpRequest.BodyPublishers.ofString(household ? household(order) : officer(order)))
          .build();
    }

    private static String base64(String text) {
      return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    private static String today() {
      return LocalDate.now(CHINA).toString();
    }

    private String household(int order) {
      String person = "9900001955%02d%02d%03d".formatted(1 + order / 1_000 % 12, number, order % 1_000);
      return """
          {"occurredOn":"%s","order":{"household":"%s%d%03d","village":"%s","group":1,
           "claimedCauses":["ILLNESS"],"members":[{"member":"01","relationship":"HEAD",
           "name":"李某某","idNumber":"%s"}]}}
          """
          .formatted(today(), VILLAGE, number + order / 1_000 * 2, order % 1_000, VILLAGE, person + IdNumber.checkCharacter(person));
    }

    private String officer(int order) {
      return """
          {"occurredOn":"%s","order":{"officer":"DRILL-%d-%d","name":"某某"}}
          """
          .formatted(today(), number, order);
    }

    /** Every checkpoint that this node shows. */
    private void watch(String node, BufferedWriter checkpoints) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(node + "/log/checkpoint")).timeout(Duration.ofSeconds(3)).build();
      String last = "";
      while (!isOver()) {
        try {
          HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
          String note = Base64.getEncoder().encodeToString(answer.body());
          if (answer.statusCode() == 200 && !note.equals(last)) {
            line(checkpoints, "%d %s %s".formatted(System.currentTimeMillis(), node, note));
            last = note;
          }
        } catch (IOException e) {
          // It says nothing just now.
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
        pause();
      }
    }
  }

  // --- afterwards -----------------------------------------------------------------------------------------------------

  private record Acknowledged(String key, String stream, long first, long last) {}

  private static final class Check {

    private static final DateTimeFormatter RECORDED_AT =
        DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final Path folder;
    private final String url;
    private final VerifierKey log;
    private final List<String> wrong = new ArrayList<>();

    Check(Path folder, String url, String log) {
      this.folder = folder;
      this.url = url;
      this.log = VerifierKey.parse(log);
    }

    /**
     * What was told to somebody and is not so.
     *
     * @param isOver whether all have stopped: then nothing else may be there either
     */
    List<String> wrong(boolean isOver) throws Exception {
      // What was told comes first: the database is read after it.
      List<Acknowledged> acknowledged = acknowledged();
      Map<Long, Set<String>> shown = checkpoints();
      try (Connection database = DriverManager.getConnection(url, "ledger_reader", secret("LEDGER_READER_PASSWORD"))) {
        int lost = facts(database, acknowledged, isOver);
        int forked = roots(database, shown);
        System.out.printf(
            "acknowledged %d, lost %d, checkpoints %d, forks %d%n",
            acknowledged.size(), lost, shown.size(), forked);
      }
      return wrong;
    }

    private List<String> lines(String name) throws IOException {
      List<String> lines = new ArrayList<>();
      try (var files = Files.list(folder)) {
        for (Path file : files.filter(each -> each.getFileName().toString().startsWith(name + ".")).toList()) {
          String text = Files.readString(file);
          // The last line may be on its way.
          lines.addAll(text.substring(0, text.lastIndexOf('\n') + 1).lines().toList());
        }
      }
      return lines;
    }

    private List<Acknowledged> acknowledged() throws IOException {
      return lines("acknowledged").stream()
          .map(line -> line.split(" "))
          .map(each -> new Acknowledged(each[3], each[4], Long.parseLong(each[5]), Long.parseLong(each[6])))
          .toList();
    }

    /** By size the roots that were shown; each is signed, or it would prove nothing. */
    private Map<Long, Set<String>> checkpoints() throws Exception {
      Map<Long, Set<String>> shown = new HashMap<>();
      for (String line : lines("checkpoints")) {
        SignedNote note = SignedNote.parse(Base64.getDecoder().decode(line.split(" ")[2]));
        var _ = note.verify(List.of(log));
        Checkpoint checkpoint = Checkpoint.parse(note.text());
        shown
            .computeIfAbsent(checkpoint.size(), _ -> new HashSet<>())
            .add(Base64.getEncoder().encodeToString(checkpoint.rootHash()));
      }
      return shown;
    }

    private int facts(Connection database, List<Acknowledged> acknowledged, boolean isOver) throws Exception {
      Map<Long, String> streams = new HashMap<>();
      Map<String, Integer> lengths = new HashMap<>();
      Map<String, long[]> keys = new HashMap<>();
      try (Statement statement = database.createStatement()) {
        try (ResultSet row = statement.executeQuery("select position, stream from journal.event")) {
          while (row.next()) {
            streams.put(row.getLong(1), row.getString(2));
            lengths.merge(row.getString(2), 1, Integer::sum);
          }
        }
        try (ResultSet row =
            statement.executeQuery(
                "select substring(key from 'drill-.*'), first_position, last_position from journal.idempotency where key like '%drill-%'")) {
          while (row.next()) keys.put(row.getString(1), new long[] {row.getLong(2), row.getLong(3)});
        }
      }
      int lost = 0;
      for (Acknowledged each : acknowledged) {
        long[] stored = keys.get(each.key());
        boolean isThere = stored != null && stored[0] == each.first() && stored[1] == each.last();
        for (long position = each.first(); position <= each.last(); position++)
          isThere &= each.stream().equals(streams.get(position));
        if (!isThere) {
          lost++;
          wrong.add("acknowledged and not there: " + each);
        } else if (lengths.get(each.stream()) != each.last() - each.first() + 1) {
          wrong.add("recorded more than once: " + each);
        }
      }
      if (isOver && keys.size() != acknowledged.size())
        wrong.add("%d keys are stored, %d were acknowledged".formatted(keys.size(), acknowledged.size()));
      return lost;
    }

    /** Every checkpoint that was shown must be the beginning of the log as it is now. */
    private int roots(Connection database, Map<Long, Set<String>> shown) throws Exception {
      Map<Long, String> roots = new HashMap<>();
      Tree tree = new Tree();
      database.setAutoCommit(false);
      try (Statement statement = database.createStatement()) {
        statement.setFetchSize(1_000);
        try (ResultSet row =
            statement.executeQuery("select position, id, recorded_at, salt, detail from journal.event order by position")) {
          long next = 0;
          while (row.next()) {
            if (row.getLong(1) != next++) wrong.add("a gap before position " + row.getLong(1));
            tree.add(entry(row));
            if (shown.containsKey(next)) roots.put(next, tree.root());
          }
        }
      }
      int forked = 0;
      for (Map.Entry<Long, Set<String>> each : shown.entrySet()) {
        if (each.getKey() == 0 || Set.of(roots.getOrDefault(each.getKey(), "")).equals(each.getValue())) continue;
        forked++;
        wrong.add("a checkpoint of %d facts that is not the beginning of the log".formatted(each.getKey()));
      }
      return forked;
    }

    private static byte[] entry(ResultSet row) throws Exception {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(row.getBytes(4));
      String commitment = Base64.getEncoder().encodeToString(sha.digest(row.getBytes(5)));
      String recordedAt = RECORDED_AT.format(row.getObject(3, java.time.OffsetDateTime.class));
      return "sunshine-ledger/v1\n%s\n%s\n%s\n".formatted(row.getString(2), recordedAt, commitment).getBytes(UTF_8);
    }
  }

  /** RFC 6962, by the whole trees at its left. */
  private static final class Tree {

    private record Whole(int height, byte[] hash) {}

    private final ArrayDeque<Whole> wholes = new ArrayDeque<>();

    void add(byte[] entry) throws Exception {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update((byte) 0);
      Whole last = new Whole(0, sha.digest(entry));
      while (!wholes.isEmpty() && wholes.getLast().height() == last.height())
        last = new Whole(last.height() + 1, pair(wholes.removeLast().hash(), last.hash()));
      wholes.addLast(last);
    }

    private static byte[] pair(byte[] left, byte[] right) throws Exception {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update((byte) 1);
      sha.update(left);
      return sha.digest(right);
    }

    String root() throws Exception {
      byte[] root = null;
      for (var from = wholes.descendingIterator(); from.hasNext(); ) {
        byte[] hash = from.next().hash();
        root = root == null ? hash : pair(hash, root);
      }
      return Base64.getEncoder().encodeToString(root);
    }
  }
}
