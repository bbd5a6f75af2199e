package org.sunshineledger.api.orders;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.sunshineledger.api.web.Page;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Every address that is read: its parameters, and what it answers as JSON. */
final class PagePaths {

  private static final DefaultParameterNameDiscoverer NAMES = new DefaultParameterNameDiscoverer();
  private static final Pattern VARIABLE = Pattern.compile("\\{\\*?(\\w+)(?::([^{}]*))?}");

  /** Of each kind of list, in two forms. */
  private static final Pattern TEMPLATE =
      Pattern.compile("/imports/(?!allocation-notices)[a-z-]+/template\\.(csv|xlsx)");

  /** Of each order one, whose fields its schema names. */
  private static final Pattern FORM =
      Pattern.compile("/[a-z-]+/\\{id}/\\{order}|/orders/[a-z-]+/\\{order}");

  /** Of no use to a program. */
  private static final List<String> LEFT_OUT =
      List.of("/error", "/turned-away", "/login", "/actuator/health");

  /** What has no fixed number of steps has none here either: as many as tlog-tiles asks for. */
  private static final Map<String, String> WRITTEN = Map.of("/log/tile/**", "/log/tile/{path}");

  private final JsonMapper json;
  private final BothLanguages words;
  private final Schemas schemas;

  PagePaths(JsonMapper json, BothLanguages words, Schemas schemas) {
    this.json = json;
    this.words = words;
    this.schemas = schemas;
  }

  void put(ObjectNode paths, Map<RequestMappingInfo, HandlerMethod> handlers) {
    Map<String, ObjectNode> found = new TreeMap<>();
    handlers.forEach((info, method) -> {
      if (!isRead(info, method)) return;
      for (String pattern : info.getPatternValues())
        addresses(pattern).forEach(each -> found.put(each, get(each, method)));
    });
    LEFT_OUT.forEach(found::remove);
    found.forEach((address, get) -> paths.withObject(pointer(address)).set("get", get));
  }

  private static String pointer(String address) {
    return "/" + address.replace("~", "~0").replace("/", "~1");
  }

  private static boolean isRead(RequestMappingInfo info, HandlerMethod method) {
    return method.getBeanType().getName().startsWith("org.sunshineledger")
        && info.getMethodsCondition().getMethods().contains(RequestMethod.GET);
  }

  /** {@code /{door:a|b}/{id}} is two addresses; a variable of one form is one. */
  private static Stream<String> addresses(String pattern) {
    Matcher variable = VARIABLE.matcher(WRITTEN.getOrDefault(pattern, pattern));
    StringBuilder plain = new StringBuilder();
    while (variable.find()) {
      String form = variable.group(2);
      boolean isChoice = form != null && form.matches("[a-z|-]+");
      variable.appendReplacement(
          plain,
          isChoice ? "<" + Matcher.quoteReplacement(form) + ">" : "{" + variable.group(1) + "}");
    }
    variable.appendTail(plain);
    return chosen(plain.toString());
  }

  private static Stream<String> chosen(String address) {
    int from = address.indexOf('<');
    if (from < 0) return Stream.of(address);
    int to = address.indexOf('>');
    return Arrays.stream(address.substring(from + 1, to).split("\\|"))
        .flatMap(each -> chosen(address.substring(0, from) + each + address.substring(to + 1)));
  }

  private ObjectNode get(String address, HandlerMethod method) {
    ObjectNode get = json.createObjectNode();
    get.putArray("tags").add(tag(address));
    get.put("operationId", operationId(address));
    get.put("summary", words.chinese(keyOf(address), address));
    get.put("description", words.english(keyOf(address), address));
    get.set("parameters", parameters(address, method));
    get.set("responses", responses(method));
    return get;
  }

  private static String tag(String address) {
    String first = address.split("/", -1)[1];
    return first.isEmpty() ? "home" : first;
  }

  /** {@code /audit/households/{number}} is {@code readAuditHouseholdsNumber}. */
  private static String operationId(String address) {
    StringBuilder id = new StringBuilder("read");
    for (String word : address.split("[^A-Za-z0-9]+", -1))
      if (!word.isEmpty())
        id.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
    return id.length() == 4 ? "readHome" : id.toString();
  }

  /** Of its words; {@code /households/{household}/facts} are those of any stream. */
  static String keyOf(String address) {
    boolean isStream =
        Stream.of(Door.values())
            .anyMatch(door ->
                address.equals("/" + door.path() + "/{id}/facts")
                    || address.equals("/" + door.path() + "/{id}"));
    if (isStream) return "read.stream";
    if (FORM.matcher(address).matches()) return "read.form";
    if (TEMPLATE.matcher(address).matches()) return "read.imports.template";
    String key = address.replaceAll("[{}*]", "").replaceAll("[^A-Za-z0-9]+", ".");
    return "read" + (key.equals(".") ? ".home" : key);
  }

  private ArrayNode parameters(String address, HandlerMethod method) {
    ArrayNode parameters = json.createArrayNode();
    for (MethodParameter parameter : method.getMethodParameters()) {
      parameter.initParameterNameDiscovery(NAMES);
      PathVariable inPath = parameter.getParameterAnnotation(PathVariable.class);
      RequestParam inQuery = parameter.getParameterAnnotation(RequestParam.class);
      if (inPath != null) inPath(parameters, address, nameOf(inPath.value(), parameter), parameter);
      if (inQuery != null)
        inQuery(parameters, inQuery, nameOf(inQuery.value(), parameter), parameter);
    }
    if (address.equals("/log/tile/{path}"))
      parameters
          .addObject()
          .put("name", "path")
          .put("in", "path")
          .put("required", true)
          .putObject("schema")
          .put("type", "string");
    return parameters;
  }

  private static String nameOf(String given, MethodParameter parameter) {
    return given.isEmpty() ? Objects.requireNonNull(parameter.getParameterName()) : given;
  }

  /** Where the address says which of several it is, there is no variable. */
  private void inPath(
      ArrayNode parameters, String address, String name, MethodParameter parameter) {
    if (!address.contains("{" + name + "}")) return;
    parameters
        .addObject()
        .put("name", name)
        .put("in", "path")
        .put("required", true)
        .set("schema", schemas.of(parameter.getGenericParameterType()));
  }

  private void inQuery(
      ArrayNode parameters, RequestParam asked, String name, MethodParameter parameter) {
    ObjectNode node = parameters.addObject().put("name", name).put("in", "query");
    boolean hasDefault = !asked.defaultValue().equals(ValueConstants.DEFAULT_NONE);
    node.put("required", asked.required() && !hasDefault);
    node.set("schema", schemas.of(parameter.getGenericParameterType()));
  }

  private ObjectNode responses(HandlerMethod method) {
    ObjectNode responses = json.createObjectNode();
    ObjectNode content =
        responses.putObject("200").put("description", "所求 What was asked for").putObject("content");
    Class<?> returned = method.getReturnType().getParameterType();
    if (returned == Page.class) {
      content
          .putObject("application/json")
          .putObject("schema")
          .put("$ref", "#/components/schemas/Answer");
      content.putObject("text/html").putObject("schema").put("type", "string");
    } else {
      Type body = bodyOf(method.getReturnType().getGenericParameterType());
      if (body instanceof Class<?> record && record.isRecord())
        content.putObject("application/json").set("schema", schemas.of(record));
      else content.putObject("*/*").putObject("schema").put("type", "string");
    }
    for (int status : List.of(400, 401, 403, 404, 406))
      responses
          .putObject(Integer.toString(status))
          .put("$ref", "#/components/responses/Problem" + status);
    return responses;
  }

  private static @Nullable Type bodyOf(Type returned) {
    return returned instanceof ParameterizedType generic
            && generic.getRawType() == ResponseEntity.class
        ? generic.getActualTypeArguments()[0]
        : null;
  }
}
