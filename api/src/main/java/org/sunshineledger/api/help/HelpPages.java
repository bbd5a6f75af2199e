package org.sunshineledger.api.help;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.api.web.Page;
import org.sunshineledger.api.web.Texts;

/** Help: what each reader comes for, worked through on Zhengzhou 2016; and words. */
@Controller
final class HelpPages {

  private final Texts texts;
  private final Clock clock;
  private final List<Glossary.Term> terms = Glossary.read();

  HelpPages(Texts texts, Clock clock) {
    this.texts = texts;
    this.clock = clock;
  }

  /** Whom a page is for. */
  enum Reader {
    VILLAGER,
    AUDITOR,
    INSPECTOR,
    STAFF,
    WITNESS;

    String path() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** One reader's page in the list of all. */
  record Entry(String reader, String title, String address) {}

  record Overview(List<Entry> readers) {}

  /**
   * One step of a worked example.
   *
   * @param address where it is done, or null
   * @param command what is typed, or null
   */
  record Step(String text, @Nullable String address, @Nullable String command) {}

  /** A reader's page. */
  record Help(
      String reader, String title, String answer, String example, List<Step> steps, String note) {}

  record Words(List<Glossary.Term> terms) {}

  @GetMapping("/help")
  Page overview() {
    return new Page(
        "help",
        today(),
        new Overview(
            Arrays.stream(Reader.values())
                .map(each ->
                    new Entry(each.name(), texts.of(key(each, "title")), "/help/" + each.path()))
                .toList()));
  }

  /**
   * @throws Faulty with UNKNOWN_ADDRESS for a reader who has no page
   */
  @GetMapping("/help/{reader}")
  Page of(@PathVariable String reader) {
    Reader of =
        Arrays.stream(Reader.values())
            .filter(each -> each.path().equals(reader))
            .findFirst()
            .orElseThrow(() -> Faulty.of(Fault.UNKNOWN_ADDRESS, ""));
    return new Page(
        "help-reader",
        today(),
        new Help(
            of.name(),
            texts.of(key(of, "title")),
            texts.of(key(of, "answer")),
            texts.of(key(of, "example")),
            steps(of),
            texts.of(key(of, "note"))));
  }

  /** As many as the bundles have, numbered from 1. */
  private List<Step> steps(Reader of) {
    List<Step> steps = new ArrayList<>();
    while (true) {
      String key = key(of, "step." + (steps.size() + 1));
      @Nullable String text = orNull(key);
      if (text == null) return steps;
      steps.add(new Step(text, orNull(key + ".address"), orNull(key + ".command")));
    }
  }

  private @Nullable String orNull(String key) {
    String text = texts.orElse(key, "");
    return text.isEmpty() ? null : text;
  }

  private static String key(Reader of, String part) {
    return "help." + of.path() + "." + part;
  }

  @GetMapping("/help/glossary")
  Page glossary() {
    return new Page("glossary", today(), new Words(terms));
  }

  private LocalDate today() {
    return LocalDate.now(clock);
  }
}
