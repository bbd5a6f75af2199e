package org.sunshineledger.api.audit;

import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.sunshineledger.api.fsck.FsckEndpoint;
import org.sunshineledger.api.fsck.FsckState;
import org.sunshineledger.api.rebuild.RebuildEndpoint;
import org.sunshineledger.api.rebuild.RebuildState;
import org.sunshineledger.api.security.Account;
import org.sunshineledger.api.security.Role;
import org.sunshineledger.api.web.Page;

/**
 * 核账与重建: how the last check of the journal and the last rebuild of the views stand. Auditors watch;
 * the administrator starts them.
 */
@Controller
final class ChecksPage {

  private static final URI HERE = URI.create("/audit/checks");

  private final FsckEndpoint fsck;
  private final RebuildEndpoint rebuild;
  private final Clock clock;

  ChecksPage(FsckEndpoint fsck, RebuildEndpoint rebuild, Clock clock) {
    this.fsck = fsck;
    this.rebuild = rebuild;
    this.clock = clock;
  }

  /**
   * Both, on this node.
   *
   * @param mayStart whether the reader may start them
   */
  record Shown(FsckState fsck, RebuildState rebuild, boolean mayStart) {

    /** Whether either is still under way. */
    public boolean isRunning() {
      return fsck.status() == FsckState.Status.RUNNING
          || rebuild.status() == RebuildState.Status.RUNNING;
    }
  }

  @GetMapping("/audit/checks")
  Page show(@AuthenticationPrincipal Account account) {
    return new Page("checks", LocalDate.now(clock), of(account));
  }

  Shown of(Account account) {
    return new Shown(fsck.state(), rebuild.state(), account.isOneOf(EnumSet.of(Role.ADMIN)));
  }

  /**
   * Starts a check of the journal and leads back to how it stands.
   *
   * @param expect {@code size:root} that was noted earlier; empty: none was
   */
  @PostMapping("/audit/checks/fsck")
  ResponseEntity<Void> check(@RequestParam(defaultValue = "") String expect) {
    @Nullable String noted = expect.isBlank() ? null : expect.strip();
    var _ = fsck.start(noted);
    return back();
  }

  /** Starts a rebuild of all views and leads back to how it stands. */
  @PostMapping("/audit/checks/rebuild")
  ResponseEntity<Void> build() {
    var _ = rebuild.start(null);
    return back();
  }

  private static ResponseEntity<Void> back() {
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(HERE).build();
  }
}
