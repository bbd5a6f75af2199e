package org.sunshineledger.api.imports;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.RuleTexts;
import org.sunshineledger.api.web.Texts;
import org.sunshineledger.ledger.rules.Rule;

/** What is wrong and what to do, in the reader's words, for every published code. */
@Component
final class FlawTexts {

  private static final Set<String> FLAWS = names(ImportFlaw.values());
  private static final Set<String> RULES = names(Rule.values());
  private static final Set<String> FAULTS = names(Fault.values());

  private final Texts texts;

  FlawTexts(Texts texts) {
    this.texts = texts;
  }

  private static Set<String> names(Enum<?>[] codes) {
    return Arrays.stream(codes).map(Enum::name).collect(Collectors.toUnmodifiableSet());
  }

  /** What is wrong; the code itself when it is not of this version. */
  String text(String code, List<String> arguments) {
    if (FLAWS.contains(code)) return texts.of("ImportFlaw." + code, arguments.toArray());
    String more = arguments.isEmpty() ? "" : " " + String.join(" ", arguments);
    if (RULES.contains(code)) return RuleTexts.title(Rule.valueOf(code)) + more;
    return FAULTS.contains(code) ? texts.of("fault." + code) + more : code;
  }

  /** What to do. */
  String remedy(String code) {
    if (FLAWS.contains(code)) return texts.of("ImportFlaw." + code + ".remedy");
    if (RULES.contains(code)) return texts.of("remedy." + code);
    return FAULTS.contains(code) ? texts.of("fault." + code + ".remedy") : "";
  }
}
