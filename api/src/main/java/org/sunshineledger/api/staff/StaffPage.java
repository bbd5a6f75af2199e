package org.sunshineledger.api.staff;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.sunshineledger.api.security.Account;
import org.sunshineledger.api.security.Duties;
import org.sunshineledger.api.security.Readers;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.api.web.Page;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.projections.officer.Act;
import org.sunshineledger.projections.officer.OfficerRecords;
import org.sunshineledger.projections.officer.ToldAct;
import org.sunshineledger.projections.region.Node;
import org.sunshineledger.projections.region.Regions;

/** Where a member of staff begins: what waits, what is overdue, what was done today. */
@Controller
final class StaffPage {

  /** Of each task, where all are shown. */
  private static final int OF_EACH = 10;

  private static final int OF_ONE = 100;
  private static final int DONE = 50;

  private final Work work;
  private final OfficerRecords officers;
  private final Duties duties;
  private final Readers readers;
  private final Regions regions;
  private final Clock clock;

  StaffPage(
      Work work,
      OfficerRecords officers,
      Duties duties,
      Readers readers,
      Regions regions,
      Clock clock) {
    this.work = work;
    this.officers = officers;
    this.duties = duties;
    this.readers = readers;
    this.regions = regions;
    this.clock = clock;
  }

  /**
   * @param task the only one that is shown, or null for the beginning of each
   * @param from how many of it are passed over
   */
  @GetMapping("/staff")
  Page show(
      @RequestParam(required = false) @Nullable Task task,
      @RequestParam(defaultValue = "0") int from,
      @AuthenticationPrincipal Account account) {
    if (from < 0) throw Faulty.malformed("from", Integer.toString(from));
    LocalDate today = LocalDate.now(clock);
    // Whoever signs in comes here: without a post he is told what to do about that.
    @Nullable RegionCode region = duties.of(account).map(Actor::region).orElse(null);
    Map<Task, List<Waits>> all = new EnumMap<>(Task.class);
    if (region != null) {
      for (Waits each : work.of(account, region, today))
        all.computeIfAbsent(each.task(), _ -> new ArrayList<>()).add(each);
      readers.note(account, "what waits in " + region);
    }
    all.values().forEach(waiting -> waiting.sort(Waits.FIRST));
    List<Act> acts =
        officers.recordedSince(
            new OfficerId(account.officer()), today.atStartOfDay(clock.getZone()).toInstant());
    return new Page("staff", today, toDo(region, today, all, task, from, acts));
  }

  private ToDo toDo(
      @Nullable RegionCode region,
      LocalDate today,
      Map<Task, List<Waits>> all,
      @Nullable Task task,
      int from,
      List<Act> acts) {
    List<ToDo.Line> lines =
        all.entrySet().stream()
            .map(each -> line(each.getKey(), each.getValue(), task == null))
            .toList();
    List<Waits> shown = new ArrayList<>();
    String next = null;
    if (task == null)
      all.values().forEach(each -> shown.addAll(each.stream().limit(OF_EACH).toList()));
    else {
      List<Waits> those = all.getOrDefault(task, List.of());
      shown.addAll(those.stream().skip(from).limit(OF_ONE).toList());
      if (those.size() > (long) from + OF_ONE)
        next = "/staff?task=%s&from=%d".formatted(task, from + OF_ONE);
    }
    return new ToDo(
        region,
        region == null
            ? null
            : regions.on(today).node(region).map(Node::name).orElse(region.code()),
        lines.stream().mapToInt(ToDo.Line::count).sum(),
        lines.stream().mapToInt(ToDo.Line::overdue).sum(),
        task == null ? lines : lines.stream().filter(each -> each.task() == task).toList(),
        shown.stream().map(each -> each.told().get()).toList(),
        next,
        done(acts),
        acts.size());
  }

  private static ToDo.Line line(Task task, List<Waits> waiting, boolean isBeginning) {
    boolean isCut = isBeginning && waiting.size() > OF_EACH;
    return new ToDo.Line(
        task, waiting.size(), overdue(waiting), isCut ? "/staff?task=" + task : null);
  }

  private static int overdue(List<Waits> waiting) {
    return Math.toIntExact(waiting.stream().filter(Waits::overdue).count());
  }

  private List<ToDo.Done> done(List<Act> acts) {
    List<Act> shown = acts.stream().limit(DONE).toList();
    return officers.told(shown).stream().map(StaffPage::done).toList();
  }

  private static ToDo.Done done(ToldAct told) {
    return new ToDo.Done(told.position(), told.on(), told.part(), told.type());
  }
}
