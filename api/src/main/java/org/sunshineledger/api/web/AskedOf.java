package org.sunshineledger.api.web;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.http.server.PathContainer;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.condition.PathPatternsRequestCondition;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/** What each page can be asked for, by the names of its parameters. */
final class AskedOf {

  private static final DefaultParameterNameDiscoverer NAMES = new DefaultParameterNameDiscoverer();

  /** The most specific pattern first. */
  private final Map<PathPattern, Set<String>> pages = new TreeMap<>();

  AskedOf(RequestMappingHandlerMapping mapping) {
    mapping
        .getHandlerMethods()
        .forEach((info, method) -> {
          PathPatternsRequestCondition patterns = info.getPathPatternsCondition();
          if (patterns == null) return;
          for (PathPattern pattern : patterns.getPatterns()) pages.put(pattern, namesOf(method));
        });
  }

  static Set<String> namesOf(HandlerMethod method) {
    Set<String> names = new HashSet<>();
    for (MethodParameter parameter : method.getMethodParameters()) {
      RequestParam asked = parameter.getParameterAnnotation(RequestParam.class);
      if (asked == null) continue;
      parameter.initParameterNameDiscovery(NAMES);
      String name = asked.name().isEmpty() ? parameter.getParameterName() : asked.name();
      if (name != null) names.add(name);
    }
    return names;
  }

  /** Of the page at a path. */
  Set<String> at(String path) {
    PathContainer parts = PathContainer.parsePath(path);
    for (Map.Entry<PathPattern, Set<String>> page : pages.entrySet())
      if (page.getKey().matches(parts)) return page.getValue();
    return Set.of();
  }
}
