package org.sunshineledger.api.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.api.replay.Told.Asked;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.log.note.Checkpoint;
import org.sunshineledger.ledger.log.note.VerifierKey;
import org.sunshineledger.ledger.rules.RuleSets;
import org.sunshineledger.projections.published.ListName;
import org.sunshineledger.projections.published.ListName.About;
import org.sunshineledger.projections.published.ListName.Replayable;
import org.sunshineledger.projections.published.ListReader;
import org.sunshineledger.projections.published.PublishedList;
import org.sunshineledger.projections.view.FoldedInMemory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code replay SOURCE …}: makes lists again out of a log or an audit package, by the folds the
 * server uses and without its database, and says whether what the server shows is the same.
 */
public final class ReplayCommand {

  private static final String NAME = "replay";
  private static final Set<String> OPTIONS =
      Set.of("page", "against", "list", "region", "source", "as-of", "size", "digest", "vkey");

  private static final String USAGE =
      """
      用法 Usage: replay PACKAGE.zip|http://HOST/log
        --page=ADDRESS       这一页上的各份名单 every list of that page
        --against=ADDRESS|FILE  这份名单的逐行文本 the list whose text that is
        --list=NAME [--region=CODE|--source=ID] [--as-of=DAY] [--size=N] [--digest=HEX]
        [--vkey=KEY]         验封存签名 verify the signature of the checkpoint
        [--print]            打印重做的名单 print the list that was made again\
      """;

  /** Waits for a list that was shown before its checkpoint came. */
  private static final int TRIES = 10;

  private static final int PAUSE_MILLIS = 300;
  private static final int STEPS = 10;

  private static final int SAME = 0;
  private static final int DIFFERENT = 1;
  private static final int NOT_CHECKED = 2;

  private final PrintStream out;
  private final PrintStream err;
  private final Web web = new Web();

  private ReplayCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** The command's own arguments among the application's; empty when it is not asked for. */
  public static Optional<String[]> asked(String[] arguments) {
    return arguments.length > 0 && arguments[0].equals(NAME)
        ? Optional.of(Arrays.copyOfRange(arguments, 1, arguments.length))
        : Optional.empty();
  }

  /**
   * Compares, and says on {@code out} what it came to, on {@code err} how far it is.
   *
   * @param arguments its own, see {@link #asked}
   * @return the exit code: 0 the same, 1 different, 2 not checked
   */
  public static int run(String[] arguments, PrintStream out, PrintStream err) {
    ReplayCommand command = new ReplayCommand(out, err);
    try (Web _ = command.web) {
      return command.run(List.of(arguments));
    } catch (NotChecked e) {
      command.say("未能核对 Not checked: " + e.getMessage());
    } catch (IOException | RuntimeException e) {
      command.say("未能核对 Not checked: " + e);
    }
    return NOT_CHECKED;
  }

  /** What was asked, by option. */
  private record Options(String source, Map<String, String> values, boolean print) {

    static Options of(List<String> arguments) throws NotChecked {
      Map<String, String> values = new HashMap<>();
      boolean print = false;
      @Nullable String source = null;
      for (String argument : arguments) {
        int equals = argument.indexOf('=');
        if (argument.equals("--print")) print = true;
        else if (!argument.startsWith("--") && source == null) source = argument;
        else if (equals < 0
            || !OPTIONS.contains(argument.substring(2, equals))
            || values.put(argument.substring(2, equals), argument.substring(equals + 1)) != null)
          throw new NotChecked(
              "参数不对 not an argument, or one too many: %s%n%s".formatted(argument, USAGE));
      }
      if (source == null) throw new NotChecked("没有来源 no source%n%s".formatted(USAGE));
      return new Options(source, values, print);
    }

    @Nullable String of(String option) {
      return values.get(option);
    }

    boolean isAddress() {
      return isAddress(source);
    }

    static boolean isAddress(String text) {
      return text.startsWith("http://") || text.startsWith("https://");
    }

    /** Of the log, without a slash at the end. */
    String address() {
      return source.endsWith("/") ? source.substring(0, source.length() - 1) : source;
    }

    /** Where the lists of the same server are. */
    URI beside(String path) throws NotChecked {
      if (isAddress(path)) return URI.create(path);
      if (!isAddress()) throw new NotChecked("须是完整地址 not a whole address: " + path);
      return URI.create(address().replaceAll("/log$", "") + path);
    }
  }

  private int run(List<String> arguments) throws IOException, NotChecked {
    Options options = Options.of(arguments);
    @Nullable VerifierKey key = key(options);
    try (LogCopy copy =
        options.isAddress()
            ? new LogAddress(web, options.address())
            : PackageFile.open(Path.of(options.source()))) {
      List<Told> told = told(options);
      Checkpoint checkpoint = checkpoint(copy, key, told);
      List<Told> asked = told.isEmpty() ? List.of(onlyDigest(options, checkpoint.size())) : told;
      return compare(options, copy, checkpoint, key != null, asked);
    }
  }

  private static @Nullable VerifierKey key(Options options) throws NotChecked {
    String vkey = options.of("vkey");
    try {
      return vkey == null ? null : VerifierKey.parse(vkey);
    } catch (IllegalArgumentException e) {
      throw new NotChecked("--vkey: " + e.getMessage(), e);
    }
  }

  /** What the server says; none when only a digest was written down. */
  private List<Told> told(Options options) throws IOException, NotChecked {
    String page = options.of("page");
    if (page != null) return page(options, options.beside(page));
    String against = options.of("against");
    if (against != null) return List.of(Told.text(text(options, against)));
    if (options.of("list") == null)
      throw new NotChecked("没有名单 no list is asked for%n%s".formatted(USAGE));
    if (!options.isAddress() || options.of("digest") != null || options.of("size") != null)
      return List.of();
    return List.of(Told.text(text(options, shownAt(options))));
  }

  private byte[] text(Options options, String where) throws IOException, NotChecked {
    return Options.isAddress(where) || where.startsWith("/lists/")
        ? web.read(options.beside(where), "text/plain")
        : Files.readAllBytes(Path.of(where));
  }

  /** Where the server of the log shows the list that is asked for. */
  private static String shownAt(Options options) throws NotChecked {
    StringBuilder address =
        new StringBuilder("/lists/")
            .append(Told.name(String.valueOf(options.of("list"))).published());
    char next = '?';
    for (Map.Entry<String, String> each :
        Map.of("region", "region", "source", "source", "as-of", "asOf").entrySet()) {
      String value = options.of(each.getKey());
      if (value == null) continue;
      address
          .append(next)
          .append(each.getValue())
          .append('=')
          .append(URLEncoder.encode(value, UTF_8));
      next = '&';
    }
    return address.toString();
  }

  private List<Told> page(Options options, URI page) throws IOException, NotChecked {
    List<Told> told = new ArrayList<>();
    try {
      JsonNode lists =
          JsonMapper.shared().readTree(web.read(page, "application/json")).path("lists");
      for (JsonNode list : lists) told(options, page, list).ifPresent(told::add);
    } catch (JacksonException | DateTimeException e) {
      throw new NotChecked("这一页的答复不可读 the page cannot be read: " + page, e);
    }
    if (told.isEmpty())
      throw new NotChecked("这一页没有可核对的名单 no list of that page can be checked: " + page);
    return told;
  }

  private Optional<Told> told(Options options, URI page, JsonNode list) throws NotChecked {
    ListName name = Told.name(list.required("name").asString());
    if (options.isAddress() && name.replayable() == Replayable.PACKAGE) {
      say("%s: 须用审计包核对 needs an audit package".formatted(name.published()));
      return Optional.empty();
    }
    if (list.path("digest").isNull()) {
      say("%s: 账本正在增长，没有摘要 the log was growing, no digest".formatted(name.published()));
      return Optional.empty();
    }
    return Optional.of(
        new Told(
            new Asked(
                name,
                list.path("subject").isNull() ? null : list.required("subject").asString(),
                LocalDate.parse(list.required("asOf").asString()),
                list.required("size").longValue()),
            list.required("digest").asString(),
            null,
            list.path("root").isNull() ? null : list.required("root").asString(),
            page.resolve(list.required("address").asString())));
  }

  private static Told onlyDigest(Options options, long newest) throws NotChecked {
    ListName name = Told.name(String.valueOf(options.of("list")));
    String digest = options.of("digest");
    String size = options.of("size");
    String day = options.of("as-of");
    if (day == null) throw new NotChecked("须给出日期 --as-of is missing");
    try {
      return new Told(
          new Asked(
              name,
              options.of(name.about() == About.SOURCE ? "source" : "region"),
              LocalDate.parse(day),
              size == null ? newest : Long.parseLong(size)),
          digest == null ? "" : new Sha256(digest).hex(),
          null,
          null,
          null);
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new NotChecked("参数不对 not an argument: " + e.getMessage(), e);
    }
  }

  private static Checkpoint checkpoint(LogCopy copy, @Nullable VerifierKey key, List<Told> told)
      throws IOException, NotChecked {
    long needed = told.stream().mapToLong(each -> each.asked().size()).max().orElse(0);
    Checkpoint newest = VerifiedLog.checkpoint(copy, key);
    for (int i = 0; newest.size() < needed && copy instanceof LogAddress && i < TRIES; i++) {
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
      newest = VerifiedLog.checkpoint(copy, key);
    }
    return newest;
  }

  private int compare(
      Options options, LogCopy copy, Checkpoint checkpoint, boolean isVerified, List<Told> asked)
      throws IOException, NotChecked {
    for (Told each : asked)
      if (each.asked().size() > checkpoint.size())
        throw new NotChecked(
            "封存只到 %d 条，名单据 %d 条 the checkpoint covers %1$d facts, the list is made of %2$d"
                .formatted(checkpoint.size(), each.asked().size()));
    FoldedInMemory types = folded(asked);
    VerifiedLog log = VerifiedLog.read(copy, checkpoint, types::reads, progress(checkpoint.size()));
    say(
        "日志 log %s：%,d 条 entries，根 root %s%s"
            .formatted(
                checkpoint.origin(),
                checkpoint.size(),
                checkpoint.head().rootHash(),
                isVerified ? "" : "（签名未验 signature not verified）"));
    Map<Long, List<Told>> bySize = new TreeMap<>();
    asked.forEach(
        each -> bySize.computeIfAbsent(each.asked().size(), _ -> new ArrayList<>()).add(each));
    int worst = SAME;
    for (Map.Entry<Long, List<Told>> each : bySize.entrySet()) {
      ListReader reader = reader(log, each.getKey(), each.getValue());
      for (Told told : each.getValue()) worst = worse(worst, compare(options, log, reader, told));
    }
    return worst;
  }

  /** Something that is wrong weighs more than something that is not known. */
  private static int worse(int one, int other) {
    if (one == DIFFERENT || other == DIFFERENT) return DIFFERENT;
    return Math.max(one, other);
  }

  private static FoldedInMemory folded(List<Told> asked) {
    return new FoldedInMemory(
        ListReader.views(asked.stream().map(each -> each.asked().name()).toList()));
  }

  private ListReader reader(VerifiedLog log, long size, List<Told> asked) {
    FoldedInMemory folded = folded(asked);
    for (Fact fact : log.facts()) if (fact.position() < size) folded.add(fact);
    long opened = log.opened(size);
    say(
        "前 %,d 条中公开或可读 %,d 条，其余 %,d 条据称受限 of the first %1$,d entries %2$,d are told, %3$,d are said to be restricted"
            .formatted(size, opened, size - opened));
    return ListReader.over(folded, RuleSets.standard().calendar());
  }

  private int compare(Options options, VerifiedLog log, ListReader reader, Told told)
      throws IOException, NotChecked {
    Asked asked = told.asked();
    Optional<List<String>> rows = reader.rows(asked.name(), asked.subject(), asked.day());
    if (rows.isEmpty()) {
      say("%s: 日志在这一天不知此对象 the log knows of no such subject on the day".formatted(said(asked)));
      return unlessUnknown(log, asked, DIFFERENT);
    }
    PublishedList made =
        new PublishedList(asked.name(), asked.subject(), asked.day(), asked.size(), rows.get());
    String digest = made.digest().hex();
    if (options.print()) {
      out.write(made.text(), 0, made.text().length);
      out.flush();
    }
    say("%s: %,d 行 rows, SHA-256 %s".formatted(said(asked), made.rows().size(), digest));
    if (told.digest().isEmpty()) {
      say("  没有可比的摘要 nothing to compare it with");
      return NOT_CHECKED;
    }
    @Nullable String root = told.root();
    if (root != null && !log.root(asked.size()).map(root::equals).orElse(true)) {
      say("  不同：页面所列的根不是日志的根 Different: the page names another root, " + root);
      return DIFFERENT;
    }
    if (!log.incomplete().isEmpty())
      say("  有公开账实未给出 public facts are kept back, of " + log.incomplete());
    if (digest.equals(told.digest())) {
      say("  相同 The same.");
      return log.incomplete().isEmpty() ? SAME : NOT_CHECKED;
    }
    say("  不同 Different: " + told.digest());
    difference(made, told).ifPresent(this::say);
    return unlessUnknown(log, asked, DIFFERENT);
  }

  /** What is missing here may explain what is different. */
  private int unlessUnknown(VerifiedLog log, Asked asked, int otherwise) throws IOException {
    boolean isTold =
        log.isOfTheWholeLog()
            && (asked.name().replayable() == Replayable.PUBLIC
                || log.opened(asked.size()) == asked.size());
    if (isTold) return otherwise;
    say("  来源不含全部账实，差别或由此而来 The source does not tell all the facts, which may be why.");
    return NOT_CHECKED;
  }

  private Optional<String> difference(PublishedList made, Told told)
      throws IOException, NotChecked {
    @Nullable List<String> shown = told.rows();
    @Nullable URI address = told.address();
    if (shown == null && address != null) {
      Optional<byte[]> text = web.find(address, "text/plain");
      if (text.isPresent()) {
        Told fetched = Told.text(text.get());
        if (fetched.asked().equals(told.asked())) shown = fetched.rows();
      }
    }
    if (shown == null) return Optional.empty();
    @Nullable Difference first = Difference.between(made.rows(), shown);
    if (first == null)
      return Optional.of("  逐行文本与重做的相同，摘要却不同 the text is the same, its digest is not");
    return Optional.of(
        "  第 %d 行 row %1$d: %s（日志 %d 行，所列 %d 行 log %3$d rows, shown %4$d）%n  日志 log:   %s%n  所列 shown: %s"
            .formatted(
                first.row(),
                first.kind().said(),
                made.rows().size(),
                shown.size(),
                first.log() == null ? "—" : first.log(),
                first.shown() == null ? "—" : first.shown()));
  }

  private static String said(Asked asked) {
    return asked.name().published()
        + (asked.subject() == null ? "" : " " + asked.subject())
        + " "
        + asked.day();
  }

  private LongConsumer progress(long size) {
    long[] last = {-1};
    return done -> {
      long step = size == 0 ? STEPS : done * STEPS / size;
      if (step == last[0]) return;
      last[0] = step;
      err.printf("核对 replay: %d %%, %,d / %,d%n", step * STEPS, done, size);
      err.flush();
    };
  }

  private void say(String line) {
    out.println(line);
    out.flush();
  }
}
