package org.sunshineledger.ledger.auditpackage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.log.note.Checkpoint;

/** What a person reads first: what is in the package, and how it is checked. */
final class IndexPage {

  private static final String PAGE =
      new String(AuditPackages.resource("/auditpackage/index.html"), UTF_8);

  private final Scope scope;
  private final AuditPackages.Made made;
  private final Checkpoint checkpoint;
  private final Set<String> witnesses;

  /**
   * @param witnesses who have cosigned, where they are enough; else empty
   */
  IndexPage(Scope scope, AuditPackages.Made made, Checkpoint checkpoint, Set<String> witnesses) {
    this.scope = scope;
    this.made = made;
    this.checkpoint = checkpoint;
    this.witnesses = witnesses;
  }

  byte[] bytes() {
    Map<String, Object> words =
        Map.of(
            "region", said(scope.region()),
            "stream", said(scope.stream()),
            "from", said(scope.from()),
            "to", said(scope.to()),
            "inScope", "%,d".formatted(made.inScope()),
            "disclosed", "%,d".formatted(made.disclosed()),
            "size", "%,d".formatted(made.size()),
            "origin", checkpoint.origin(),
            "root", checkpoint.head().rootHash(),
            "witnesses", said(witnesses));
    String page = PAGE;
    for (Map.Entry<String, Object> word : words.entrySet())
      page = page.replace("{" + word.getKey() + "}", escaped(String.valueOf(word.getValue())));
    return page.getBytes(UTF_8);
  }

  private static Object said(@Nullable Object limit) {
    return limit == null ? "—" : limit;
  }

  private static String said(Set<String> witnesses) {
    return witnesses.isEmpty()
        ? "未见证 unwitnessed"
        : witnesses.stream().sorted().collect(joining("、"));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
