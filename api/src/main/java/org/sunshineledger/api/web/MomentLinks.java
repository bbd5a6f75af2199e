package org.sunshineledger.api.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.UriUtils;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.context.IWebContext;
import org.thymeleaf.linkbuilder.AbstractLinkBuilder;
import org.thymeleaf.linkbuilder.StandardLinkBuilder;

/**
 * Links inside a page keep to its moment: the day its reader named, and how much was known, go
 * along to every page that can be asked for them, unless the link names its own. A parameter
 * without a value is left out.
 */
final class MomentLinks extends AbstractLinkBuilder {

  /** What a day is called in addresses; a page takes one of them. */
  private static final Set<String> DAY = Set.of("asOf", "at");

  /** How much was known; a page takes one of them at a time. */
  private static final Set<String> KNOWN = Set.of("knownAt", "position");

  private final StandardLinkBuilder links = new StandardLinkBuilder();
  private final AskedOf pages;

  MomentLinks(AskedOf pages) {
    this.pages = pages;
  }

  @Override
  public @Nullable String buildLink(
      IExpressionContext context, @Nullable String base, @Nullable Map<String, Object> parameters) {
    Map<String, Object> given = parameters == null ? Map.of() : parameters;
    Map<String, Object> all = new LinkedHashMap<>();
    given.forEach((name, value) -> {
      if (isThere(value) || (base != null && base.contains("{" + name + "}"))) all.put(name, value);
    });
    if (base != null && base.startsWith("/") && context instanceof IWebContext page)
      goAlong(page, base, given, all);
    return links.buildLink(context, base, all);
  }

  private void goAlong(
      IWebContext page, String base, Map<String, Object> given, Map<String, Object> link) {
    Set<String> here = here(page);
    Set<String> there = pages.at(resolved(path(base), given));
    if (isFree(base, given.keySet(), DAY))
      for (String day : DAY)
        if (here.contains(day))
          for (String other : DAY) if (there.contains(other)) put(other, value(page, day), link);
    if (isFree(base, given.keySet(), KNOWN))
      for (String known : KNOWN)
        if (here.contains(known) && there.contains(known)) put(known, value(page, known), link);
  }

  /** Thymeleaf writes an empty text for null. */
  private static boolean isThere(@Nullable Object value) {
    return value != null && !value.toString().isEmpty();
  }

  private static String resolved(String path, Map<String, Object> given) {
    String resolved = path;
    for (Map.Entry<String, Object> each : given.entrySet())
      resolved =
          resolved.replace(
              "{" + each.getKey() + "}", UriUtils.encode(String.valueOf(each.getValue()), UTF_8));
    return resolved;
  }

  private Set<String> here(IWebContext page) {
    return page.getExchange().getAttributeValue(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE)
            instanceof HandlerMethod method
        ? AskedOf.namesOf(method)
        : Set.of();
  }

  private static @Nullable String value(IWebContext page, String name) {
    return page.getExchange().getRequest().getParameterValue(name);
  }

  private static void put(String name, @Nullable String value, Map<String, Object> link) {
    if (value != null && !value.isBlank()) link.put(name, value);
  }

  /** Whether the link says nothing of this itself. */
  private static boolean isFree(String base, Set<String> named, Set<String> names) {
    String query = base.substring(path(base).length());
    return names.stream()
        .noneMatch(name ->
            named.contains(name)
                || query.contains("?" + name + "=")
                || query.contains("&" + name + "="));
  }

  private static String path(String base) {
    int end = base.length();
    for (char begin : new char[] {'?', '#'}) {
      int at = base.indexOf(begin);
      if (at >= 0 && at < end) end = at;
    }
    return base.substring(0, end);
  }
}
