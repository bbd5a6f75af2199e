package org.sunshineledger.api.orders;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.sunshineledger.api.orders.FormField.Choice;
import org.sunshineledger.api.orders.FormFields.Making;
import org.sunshineledger.api.orders.OrdersDoor.Accepted;
import org.sunshineledger.api.security.Account;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.api.web.Page;
import org.sunshineledger.api.web.Problem;
import org.sunshineledger.api.web.Problems;
import org.sunshineledger.api.web.Texts;
import org.sunshineledger.ledger.Ledger;
import org.sunshineledger.ledger.fact.Mode;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.journal.Journal;
import org.sunshineledger.ledger.vault.PersonalField;
import tools.jackson.databind.node.ObjectNode;

/**
 * Orders as forms of a browser. A form is made of the order's record and becomes the JSON that a
 * program would have sent, which goes the same way in ({@link OrdersDoor#given}): there is no
 * second door with other rules. What is refused comes back with what was typed.
 */
@Controller
final class FormsDoor {

  private static final int NONCE_BYTES = 32;
  private static final int VILLAGE_DIGITS = 12;

  private final OrdersDoor orders;
  private final Admission admission;
  private final FormFields fields;
  private final StreamChoices choices;
  private final Openings openings;
  private final Problems problems;
  private final Ledger ledger;
  private final Texts texts;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  FormsDoor(
      OrdersDoor orders,
      Admission admission,
      FormFields fields,
      StreamChoices choices,
      Openings openings,
      Problems problems,
      Ledger ledger,
      Texts texts,
      Clock clock) {
    this.orders = orders;
    this.admission = admission;
    this.fields = fields;
    this.choices = choices;
    this.openings = openings;
    this.problems = problems;
    this.ledger = ledger;
    this.texts = texts;
    this.clock = clock;
  }

  /** An order by its name in addresses and its word. */
  record OrderLink(String order, String title, String address) {}

  /**
   * The orders of one kind of stream that the account's roles may give.
   *
   * @param first those that begin a stream
   * @param others those that name one
   */
  record DoorOrders(String door, String title, List<OrderLink> first, List<OrderLink> others) {}

  /** By kind of stream. */
  record Offered(List<DoorOrders> doors) {}

  /** What somebody may order at all. */
  @GetMapping("/orders")
  Page overview(@AuthenticationPrincipal Account account) {
    List<DoorOrders> doors =
        Stream.of(Door.values())
            .map(door ->
                new DoorOrders(
                    door.path(),
                    texts.of("door." + door.path()),
                    links(door, account, true),
                    links(door, account, false)))
            .filter(each -> !each.first().isEmpty() || !each.others().isEmpty())
            .toList();
    return new Page("orders", LocalDate.now(clock), new Offered(doors));
  }

  private List<OrderLink> links(Door door, Account account, boolean first) {
    return door.orders()
        .filter(order -> admission.mayGive(account, order) && Door.isFirst(order) == first)
        .map(order ->
            new OrderLink(
                Door.nameOf(order),
                title(order),
                "/orders/%s/%s".formatted(door.path(), Door.nameOf(order))))
        .toList();
  }

  /** What may be ordered of a stream that is there. */
  List<OrderLink> of(Door door, String number, @Nullable Account account) {
    if (account == null) return List.of();
    return door.orders()
        .filter(order -> mayComeLater(door, order) && admission.mayGive(account, order))
        .map(order ->
            new OrderLink(
                Door.nameOf(order), title(order), OrderAddresses.form(door.stream(number), order)))
        .toList();
  }

  /** What begins a stream is refused once it has begun, but a source has many figures. */
  private static boolean mayComeLater(Door door, Class<? extends Order> order) {
    return !Door.isFirst(order) || door == Door.CLAIMS || door == Door.PERSONS;
  }

  private String title(Class<?> order) {
    return texts.of("order." + order.getSimpleName());
  }

  /**
   * The form of an order: of a stream that its address names, or of one that its fields name, which
   * begins or whose number is known.
   */
  @GetMapping({"/" + Door.ANY + "/{id}/{order}", "/orders/" + Door.ANY + "/{order}"})
  ModelAndView form(
      @PathVariable String door,
      @PathVariable(required = false) @Nullable String id,
      @PathVariable String order,
      @AuthenticationPrincipal Account account,
      HttpServletRequest request) {
    Asked asked = asked(door, id, order, account, Fault.UNKNOWN_ADDRESS);
    if (id != null) requireThere(asked.door(), id, asked.type());
    return shown(asked, making(asked, beginning(asked.type(), account, request)), null);
  }

  @PostMapping(
      path = {"/" + Door.ANY + "/{id}/{order}", "/orders/" + Door.ANY + "/{order}"},
      consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
  ModelAndView give(
      @PathVariable String door,
      @PathVariable(required = false) @Nullable String id,
      @PathVariable String order,
      @AuthenticationPrincipal Account account,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    return given(asked(door, id, order, account, Fault.UNKNOWN_ORDER), request, response);
  }

  /**
   * @param unknown what it is that there is no such order
   */
  private Asked asked(
      String door, @Nullable String id, String order, Account account, Fault unknown) {
    Door at = Door.at(door);
    Class<? extends Order> type = at.order(order).orElseThrow(() -> Faulty.of(unknown, ""));
    admission.requireRole(account, type);
    return new Asked(at, type, id, account);
  }

  /**
   * Which form.
   *
   * @param number of the stream in the address, or null when it is a field
   */
  private record Asked(
      Door door, Class<? extends Order> type, @Nullable String number, Account account) {

    String address() {
      return number == null
          ? "/orders/%s/%s".formatted(door.path(), Door.nameOf(type))
          : OrderAddresses.form(door.stream(number), type);
    }
  }

  private void requireThere(Door door, String number, Class<? extends Order> type) {
    Journal journal = ledger.journal();
    if (!Door.isNumber(number)
        || (!Door.isFirst(type) && journal.beginning(door.stream(number)).isEmpty()))
      throw Faulty.of(Fault.UNKNOWN_SUBJECT, "");
  }

  /**
   * A new form begins with today and, where a village is asked for, with that of the post. What may
   * be chosen may stand in the address, so that a list can lead to a form; nothing else may.
   */
  private FormValues beginning(
      Class<? extends Order> type, Account account, HttpServletRequest request) {
    Map<String, String> defaults = new HashMap<>();
    defaults.put("occurredOn", LocalDate.now(clock).toString());
    defaults.put("mode", Mode.LIVE.name());
    defaults.put("order.document.nonce", nonce());
    defaults.put("order.document.redactionPolicy", "mask-1");
    RegionCode home = admission.actor(account).region();
    Arrays.stream(type.getRecordComponents())
        .filter(each -> each.getType() == RegionCode.class && isHome(each.getName(), home))
        .forEach(each -> defaults.put("order." + each.getName(), home.code()));
    request
        .getParameterMap()
        .forEach((name, values) -> {
          if (isChoice(type, name) && values[0].matches("[A-Z_0-9]{1,40}"))
            defaults.put(name, values[0]);
        });
    return FormValues.beginning(defaults, texts);
  }

  /** Not that to which something moves, nor what lies above. */
  private static boolean isHome(String field, RegionCode home) {
    boolean isVillage = home.code().length() == VILLAGE_DIGITS;
    return field.equals("region") || (field.equals("village") && isVillage);
  }

  private static boolean isChoice(Class<? extends Order> type, String name) {
    return Arrays.stream(type.getRecordComponents())
        .anyMatch(each ->
            name.equals("order." + each.getName())
                && (each.getType().isEnum() || each.getType().getSimpleName().endsWith("Id")));
  }

  private String nonce() {
    byte[] bytes = new byte[NONCE_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private ModelAndView given(Asked asked, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    FormValues values = FormValues.sent(request, texts);
    Making making = making(asked, values);
    if (values.isAboutRows()) return shown(asked, making, null);
    try {
      byte[] body = body(asked, making);
      boolean opens = Openings.isOne(asked.type());
      String key = opens ? null : values.get(FormValues.KEY);
      Accepted accepted =
          orders.given(asked.door(), asked.type(), asked.number(), key, asked.account(), body);
      response.setStatus((accepted.repeated() ? HttpStatus.OK : HttpStatus.CREATED).value());
      return recorded(asked, accepted, opens ? openings.values(openings.fact(accepted)) : Map.of());
    } catch (RuntimeException thrown) {
      @Nullable Problem problem = problems.ofOrder(thrown, request);
      if (problem == null) throw thrown;
      response.setStatus(problem.status());
      problem.headers().forEach(response::setHeader);
      return shown(asked, making, problem);
    }
  }

  /** What a program would have sent. */
  private byte[] body(Asked asked, Making making) {
    List<FormField> envelope = new ArrayList<>();
    envelope.add(fields.day(making));
    envelope.addAll(fields.beside(making));
    ObjectNode body = FormField.object(envelope);
    body.set("order", FormField.object(orderFields(asked, making)));
    for (String name : making.values().unknown()) body.put(body.has(name) ? name + " " : name, "");
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }

  private List<FormField> orderFields(Asked asked, Making making) {
    return fields.ofOrder(asked.type(), asked.number() == null ? null : asked.door().id(), making);
  }

  private Making making(Asked asked, FormValues values) {
    String number = asked.number();
    Map<Class<?>, List<Choice>> known =
        number == null || !Door.isNumber(number)
            ? Map.of()
            : choices.of(asked.door().stream(number), asked.type(), asked.account());
    return new Making(values, known);
  }

  /** One line of the summary on top: what is wrong with which field. */
  record Summary(@Nullable String field, String label, String detail) {}

  private ModelAndView shown(Asked asked, Making making, @Nullable Problem problem) {
    List<FormField> own = new ArrayList<>();
    own.add(fields.day(making));
    own.addAll(orderFields(asked, making));
    List<FormField> beside = fields.beside(making);
    Map<String, String> wrong = new LinkedHashMap<>();
    List<Summary> summary = new ArrayList<>();
    for (Faulty.Wrong each : wrong(problem)) {
      FormField field = nearest(own, beside, each.field());
      if (field != null) wrong.putIfAbsent(field.path(), each.detail());
      summary.add(
          new Summary(
              field == null ? null : field.id(),
              field == null ? each.field() : field.label(),
              each.detail()));
    }
    ModelAndView page = new ModelAndView("order");
    page.addObject("page", "order")
        .addObject("order", title(asked.type()))
        .addObject("meaning", texts.orElse("order." + asked.type().getSimpleName() + ".form", ""))
        .addObject("action", asked.address())
        .addObject("path", asked.address())
        .addObject("stream", asked.number() == null ? null : asked.door().stream(asked.number()))
        .addObject("back", back(asked))
        .addObject("fields", own.stream().map(each -> each.with(wrong)).toList())
        .addObject("beside", beside.stream().map(each -> each.with(wrong)).toList())
        .addObject(
            "besideOpen",
            // A rule may ask for a signature or a paper, and is about no field.
            (problem != null && wrong.isEmpty())
                || beside.stream().anyMatch(each -> isUsed(each, wrong)))
        .addObject("key", key(making.values(), problem))
        .addObject("problem", problem)
        .addObject("summary", summary);
    return page;
  }

  private static List<Faulty.Wrong> wrong(@Nullable Problem problem) {
    if (problem == null) return List.of();
    List<Faulty.Wrong> several = problem.fields();
    if (several != null) return several;
    String field = problem.field();
    String detail = problem.detail();
    return field == null
        ? List.of()
        : List.of(new Faulty.Wrong(field, detail == null ? problem.title() : detail));
  }

  /** The field of this path, or the one that it is a part of. */
  private static @Nullable FormField nearest(
      List<FormField> own, List<FormField> beside, String path) {
    for (String at = path; !at.isEmpty(); at = above(at))
      for (List<FormField> those : List.of(own, beside))
        for (FormField each : those) {
          FormField found = each.at(at);
          if (found != null) return found;
        }
    return null;
  }

  private static String above(String path) {
    int step = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
    return step < 0 ? "" : path.substring(0, step);
  }

  private static boolean isUsed(FormField field, Map<String, String> wrong) {
    boolean isDefault = field.path().equals("mode") && field.value().equals(Mode.LIVE.name());
    return (!field.isBlank() && !isDefault)
        || !field.fields().isEmpty()
        || wrong.keySet().stream().anyMatch(path -> path.startsWith(field.path()));
  }

  /** What was recorded under a key stays so: whoever sends something else then gets another. */
  private static String key(FormValues values, @Nullable Problem problem) {
    String key = values.get(FormValues.KEY);
    boolean isUsed = problem != null && problem.code().equals(Fault.KEY_REUSED.name());
    return key == null || isUsed || !key.matches("[\\x21-\\x7e]{8,128}")
        ? UUID.randomUUID().toString()
        : key;
  }

  private static String back(Asked asked) {
    return asked.number() == null
        ? "/orders"
        : OrderAddresses.facts(asked.door().stream(asked.number()));
  }

  private ModelAndView recorded(Asked asked, Accepted accepted, Map<PersonalField, String> values) {
    return new ModelAndView("recorded")
        .addObject("page", "recorded")
        .addObject("path", asked.address())
        .addObject("order", title(asked.type()))
        .addObject("accepted", accepted)
        .addObject("values", values)
        .addObject("stream", OrderAddresses.facts(accepted.stream()))
        .addObject("again", asked.address());
  }
}
