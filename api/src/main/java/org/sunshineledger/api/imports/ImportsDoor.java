package org.sunshineledger.api.imports;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.multipart.MultipartFile;
import org.sunshineledger.api.imports.Import.Recorded;
import org.sunshineledger.api.imports.Import.State;
import org.sunshineledger.api.orders.Admission;
import org.sunshineledger.api.security.Account;
import org.sunshineledger.api.security.Readers;
import org.sunshineledger.api.web.Earliest;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.api.web.Page;
import org.sunshineledger.api.web.PlainText;
import org.sunshineledger.api.web.Problems;
import org.sunshineledger.api.web.Texts;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.Mode;

/**
 * Takes lists of townships and counties as files, says what is wrong in which cell, and records the
 * rows when somebody asks for it: all of them or none, or those that can be.
 */
@Controller
final class ImportsDoor {

  static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  private static final String CSV = "text/csv";
  private static final String KIND =
      "{kind:register|incomes|plans|payments|pairings|visits|cross-checks}";
  private static final String ID = "{id:[0-9a-f-]+}";

  private static final int LONGEST_BASIS = 64;
  private static final int MOST_MAPPED = 64;
  private static final int SHOWN = 50;

  private final Intake intake;
  private final ImportStore store;
  private final ImportWork work;
  private final ImportPage page;
  private final Preview preview;
  private final ImportReport report;
  private final ImportTemplate template;
  private final Admission admission;
  private final Readers readers;
  private final Texts texts;
  private final Clock clock;

  ImportsDoor(
      Intake intake,
      ImportStore store,
      ImportWork work,
      ImportPage page,
      Preview preview,
      ImportReport report,
      ImportTemplate template,
      Admission admission,
      Readers readers,
      Texts texts,
      Clock clock) {
    this.intake = intake;
    this.store = store;
    this.work = work;
    this.page = page;
    this.preview = preview;
    this.report = report;
    this.template = template;
    this.admission = admission;
    this.readers = readers;
    this.texts = texts;
    this.clock = clock;
  }

  /**
   * Reads a file; nothing is recorded.
   *
   * @param map {@code 源列:字段}, a heading of the file and the field it is, or {@code -} for a column
   *     to be passed over; may come several times
   * @param day of rows that say none; today when it is left out
   * @param backfill whether it is paper history
   * @param basis number of the document the rows rest on
   */
  @PostMapping(
      path = "/imports/" + KIND,
      consumes = {CSV, XLSX})
  ResponseEntity<ImportPage.Shown> take(
      @PathVariable String kind,
      @RequestParam(required = false) @Nullable List<String> map,
      @RequestParam(required = false) @Nullable LocalDate day,
      @RequestParam(defaultValue = "false") boolean backfill,
      @RequestParam(required = false) @Nullable String basis,
      @AuthenticationPrincipal Account account,
      HttpServletRequest request)
      throws IOException {
    ImportKind of = given(kind, backfill, account);
    return taken(of, () -> file(request), map, day, backfill, basis, account, request);
  }

  /** The same from a form of a browser. */
  @PostMapping(path = "/imports/" + KIND, consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  ResponseEntity<ImportPage.Shown> take(
      @PathVariable String kind,
      @RequestParam MultipartFile file,
      @RequestParam(required = false) @Nullable List<String> map,
      @RequestParam(required = false) @Nullable LocalDate day,
      @RequestParam(defaultValue = "false") boolean backfill,
      @RequestParam(required = false) @Nullable String basis,
      @AuthenticationPrincipal Account account,
      HttpServletRequest request)
      throws IOException {
    ImportKind of = given(kind, backfill, account);
    return taken(of, file::getBytes, map, day, backfill, basis, account, request);
  }

  private ImportKind given(String kind, boolean backfill, Account account) {
    ImportKind of = ImportKind.at(kind).orElseThrow();
    admission.requireRole(account, of.order());
    if (backfill) admission.requireMode(account, Mode.BACKFILL);
    return of;
  }

  private ResponseEntity<ImportPage.Shown> taken(
      ImportKind kind,
      Intake.Body file,
      @Nullable List<String> map,
      @Nullable LocalDate day,
      boolean backfill,
      @Nullable String basis,
      Account account,
      HttpServletRequest request)
      throws IOException {
    Actor actor = admission.actor(account);
    Map<String, String> mapping =
        mapping(kind, map == null ? List.of() : map.stream().filter(it -> !it.isBlank()).toList());
    Import taken =
        intake.take(
            new Intake.Sent(kind, file, mapping, day(day), backfill, basis(basis)),
            account.name(),
            actor);
    work.wake();
    URI at = URI.create("/imports/" + taken.id());
    if (Problems.wantsHtml(request))
      return ResponseEntity.status(HttpStatus.SEE_OTHER).location(at).build();
    return ResponseEntity.created(at)
        .contentType(MediaType.APPLICATION_JSON)
        .body(page.of(taken, 0));
  }

  private static byte[] file(HttpServletRequest request) throws IOException {
    byte[] file = request.getInputStream().readNBytes(Intake.LARGEST_FILE_BYTES + 1);
    if (file.length > Intake.LARGEST_FILE_BYTES)
      throw Faulty.of(Fault.TOO_LARGE, "> " + Intake.LARGEST_FILE_BYTES);
    return file;
  }

  private Map<String, String> mapping(ImportKind kind, List<String> map) {
    if (map.size() > MOST_MAPPED) throw Faulty.of(Fault.TOO_LARGE, "> " + MOST_MAPPED);
    Map<String, String> mapping = new LinkedHashMap<>();
    List<String> fields = kind.columns().stream().map(Column::field).toList();
    for (String each : map) {
      int colon = Math.max(each.lastIndexOf(':'), each.lastIndexOf('：'));
      String field = colon < 1 ? "" : each.substring(colon + 1).strip();
      if (!field.equals("-") && !fields.contains(field))
        throw Faulty.malformed("map", texts.of("malformed.no-mapping", String.join("、", fields)));
      mapping.put(each.substring(0, colon), field);
    }
    return mapping;
  }

  private LocalDate day(@Nullable LocalDate day) {
    LocalDate today = LocalDate.now(clock);
    if (day == null) return today;
    if (day.isAfter(today)) throw Faulty.malformed("day", texts.of("malformed.day-to-come"));
    if (day.isBefore(Earliest.DAY)) throw Faulty.malformed("day", texts.of("malformed.wrong-form"));
    return day;
  }

  private @Nullable String basis(@Nullable String basis) {
    if (basis == null || basis.isBlank()) return null;
    if (basis.length() > LONGEST_BASIS || !PlainText.isPrintable(basis))
      throw Faulty.malformed("basis", texts.of("malformed.wrong-form"));
    if (PlainText.holdsIdNumber(basis))
      throw Faulty.malformed("basis", texts.of("malformed.id-number"));
    return basis;
  }

  /**
   * What may be imported, and what was.
   *
   * @param kinds those that the account's role may give, as they stand in addresses
   * @param imports the newest of the region of the account's post
   */
  record Overview(List<Kind> kinds, List<ImportPage.Shown> imports) {

    /** A kind of list by its address and its constant. */
    record Kind(String address, ImportKind kind) {}
  }

  @GetMapping("/imports")
  Page overview(@AuthenticationPrincipal Account account) {
    List<ImportKind> mine =
        Arrays.stream(ImportKind.values())
            .filter(kind -> admission.mayGive(account, kind.order()))
            .toList();
    if (mine.isEmpty()) throw Faulty.of(Fault.NOT_YOUR_ROLE, "");
    List<ImportPage.Shown> imports =
        store.of(admission.actor(account).region(), mine, SHOWN).stream()
            .map(page::withoutProblems)
            .toList();
    return new Page(
        "imports",
        LocalDate.now(clock),
        new Overview(
            mine.stream().map(kind -> new Overview.Kind(kind.address(), kind)).toList(), imports));
  }

  /** Takes back what is not recorded; nothing of it is kept. */
  @PostMapping("/imports/" + ID + "/delete")
  ResponseEntity<Void> delete(
      @PathVariable UUID id, @AuthenticationPrincipal Account account, HttpServletRequest request) {
    Import one = seen(id, account);
    admission.requireRole(account, one.kind().order());
    if (!store.delete(id)) throw Faulty.of(Fault.IMPORT_NOT_READY, one.state().name());
    return Problems.wantsHtml(request)
        ? ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create("/imports")).build()
        : ResponseEntity.noContent().build();
  }

  /**
   * @param from how many problems are passed over
   */
  @GetMapping("/imports/" + ID)
  Page show(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "0") int from,
      @AuthenticationPrincipal Account account) {
    Import one = seen(id, account);
    return new Page("import", LocalDate.now(clock), page.of(one, Math.max(0, from)))
        .withPreview(() -> previewOf(one, account));
  }

  private Preview.@Nullable Shown previewOf(Import one, Account account) {
    Preview.Shown shown = preview.of(one);
    if (shown != null) readers.note(account, "the preview of import " + one.id());
    return shown;
  }

  /** Has the rows recorded behind the door; the answer says where to look how far it is. */
  @PostMapping("/imports/" + ID + "/record")
  ResponseEntity<ImportPage.Shown> record(
      @PathVariable UUID id,
      @RequestParam Recorded mode,
      @AuthenticationPrincipal Account account,
      HttpServletRequest request) {
    Import one = seen(id, account);
    admission.requireRole(account, one.kind().order());
    if (one.backfill()) admission.requireMode(account, Mode.BACKFILL);
    Actor actor = admission.actor(account);
    if (!account.name().equals(one.account()) && !actor.region().equals(one.region()))
      throw Faulty.of(Fault.OUTSIDE_YOUR_REGION, actor.region().code());
    if (one.state() != State.READY) throw Faulty.of(Fault.IMPORT_NOT_READY, one.state().name());
    if (store.tally(id).open() == 0) throw Faulty.of(Fault.FILE_HAS_BAD_LINES, "");
    if (mode == Recorded.ALL_OR_NOTHING) requireTogether(one);
    if (!store.begin(id, mode, account.name(), actor))
      throw Faulty.of(Fault.IMPORT_NOT_READY, State.RECORDING.name());
    work.wake();
    URI at = URI.create("/imports/" + id);
    if (Problems.wantsHtml(request))
      return ResponseEntity.status(HttpStatus.SEE_OTHER).location(at).build();
    return ResponseEntity.accepted()
        .location(at)
        .contentType(MediaType.APPLICATION_JSON)
        .body(page.of(store.find(id).orElseThrow(), 0));
  }

  private void requireTogether(Import one) {
    if (one.rows() > ImportWork.MOST_ROWS_TOGETHER)
      throw Faulty.of(
          Fault.TOO_MANY_ROWS_TOGETHER,
          "%d > %d".formatted(one.rows(), ImportWork.MOST_ROWS_TOGETHER));
    if (store.tally(one.id()).bad() > 0)
      throw Faulty.of(Fault.FILE_HAS_BAD_LINES, texts.of("imports.problems", one.problems()));
  }

  @GetMapping("/imports/" + ID + "/report.{format:csv|xlsx}")
  @ResponseBody
  void report(
      @PathVariable UUID id,
      @PathVariable String format,
      @AuthenticationPrincipal Account account,
      HttpServletResponse response)
      throws IOException {
    Import one = seen(id, account);
    send(response, format, "report-" + id);
    if (format.equals("csv")) report.csv(one, response.getOutputStream());
    else report.xlsx(one, response.getOutputStream());
  }

  @GetMapping("/imports/" + KIND + "/template.{format:csv|xlsx}")
  @ResponseBody
  void template(
      @PathVariable String kind, @PathVariable String format, HttpServletResponse response)
      throws IOException {
    ImportKind of = ImportKind.at(kind).orElseThrow();
    send(response, format, kind);
    if (format.equals("csv")) template.csv(of, response.getOutputStream());
    else template.xlsx(of, response.getOutputStream());
  }

  private static void send(HttpServletResponse response, String format, String name) {
    response.setContentType(format.equals("csv") ? CSV + ";charset=UTF-8" : XLSX);
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"%s.%s\"".formatted(name, format));
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  /** Whoever uploaded it sees it, and whoever may give such orders in the same region. */
  private Import seen(UUID id, Account account) {
    Import one = store.find(id).orElseThrow(() -> Faulty.of(Fault.UNKNOWN_IMPORT, ""));
    if (account.name().equals(one.account())) return one;
    admission.requireRole(account, one.kind().order());
    Actor actor = admission.actor(account);
    if (!actor.region().equals(one.region()))
      throw Faulty.of(Fault.OUTSIDE_YOUR_REGION, actor.region().code());
    return one;
  }
}
