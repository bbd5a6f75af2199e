package org.sunshineledger.api.audit;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.sunshineledger.api.security.Account;
import org.sunshineledger.api.security.Readers;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.api.web.Page;
import org.sunshineledger.ledger.auditpackage.AuditPackages;
import org.sunshineledger.ledger.auditpackage.Scope;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.log.seal.TransparencyLog;

/** 审计包: what an auditor takes away, and how far those are that are being made. */
@Controller
final class PackagesDoor {

  /** What is asked for is noted, and a note is one line. */
  private static final Pattern STREAM = Pattern.compile("[a-z-]{1,20}/[^\\p{Cntrl}\\s/]{1,80}");

  private final AuditPackages packages;
  private final TransparencyLog log;
  private final Readers readers;
  private final Clock clock;
  private final Queue<Making> making = new ConcurrentLinkedQueue<>();

  PackagesDoor(AuditPackages packages, TransparencyLog log, Readers readers, Clock clock) {
    this.packages = packages;
    this.log = log;
    this.readers = readers;
    this.clock = clock;
  }

  /** A package that is being sent. */
  private static final class Making {

    private final String account;
    private final Scope scope;
    private final Instant since;
    private volatile long done;
    private volatile long of;

    Making(String account, Scope scope, Instant since) {
      this.account = account;
      this.scope = scope;
      this.since = since;
    }

    void reached(long done, long of) {
      this.of = of;
      this.done = done;
    }

    Made made() {
      return new Made(scope, since, Math.min(done, of), of);
    }
  }

  /**
   * How far one is.
   *
   * @param done of so many facts
   */
  record Made(Scope scope, Instant since, long done, long of) {}

  /**
   * @param sealed how many facts a package of now covers
   * @param making the reader's own, on this node
   */
  record Shown(long sealed, List<Made> making) {}

  @GetMapping("/audit/packages")
  Page show(@AuthenticationPrincipal Account account) {
    return new Page(
        "packages",
        LocalDate.now(clock),
        new Shown(
            log.size(),
            making.stream()
                .filter(each -> each.account.equals(account.name()))
                .map(Making::made)
                .toList()));
  }

  /**
   * Sends a package while it is made; one that breaks off cannot be opened.
   *
   * @param region only what belongs there; left out: everywhere
   * @param stream only this subject, e.g. {@code household/4101850010010001}
   * @param from only what occurred on this day or later
   * @param to only what occurred until this day
   */
  @PostMapping("/audit/packages")
  @ResponseBody
  void make(
      @RequestParam(required = false) @Nullable String region,
      @RequestParam(required = false) @Nullable String stream,
      @RequestParam(required = false) @Nullable LocalDate from,
      @RequestParam(required = false) @Nullable LocalDate to,
      @AuthenticationPrincipal Account account,
      HttpServletResponse response)
      throws IOException {
    if (from != null && to != null && to.isBefore(from)) throw Faulty.malformed("to", "");
    if (stream != null && !stream.isBlank() && !STREAM.matcher(stream).matches())
      throw Faulty.malformed("stream", "");
    Scope scope =
        new Scope(
            region == null || region.isBlank() ? null : place(region, account),
            stream == null || stream.isBlank() ? null : stream,
            from,
            to);
    if (log.checkpoint().isEmpty()) throw Faulty.of(Fault.UNAVAILABLE, "");
    readers.note(account, "a package of " + text(scope));
    response.setContentType("application/zip");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        "attachment; filename=\"audit-package-%s-%d.zip\""
            .formatted(scope.region() == null ? "all" : scope.region().code(), log.size()));
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    Making one = new Making(account.name(), scope, clock.instant());
    making.add(one);
    try {
      var _ =
          packages.write(
              scope, readers.mayReadAny(account), one::reached, response.getOutputStream());
    } finally {
      making.remove(one);
    }
  }

  private RegionCode place(String region, Account account) {
    try {
      return readers.region(account, new RegionCode(region), LocalDate.now(clock));
    } catch (IllegalArgumentException e) {
      throw Faulty.malformed("region", "");
    }
  }

  /** A subject may be a household, whose number is fine in the journal of readings only. */
  private static String text(Scope scope) {
    return "%s, %s, %s to %s"
        .formatted(
            scope.region() == null ? "everywhere" : scope.region().code(),
            scope.stream() == null ? "all subjects" : scope.stream(),
            scope.from() == null ? "the beginning" : scope.from(),
            scope.to() == null ? "now" : scope.to());
  }
}
