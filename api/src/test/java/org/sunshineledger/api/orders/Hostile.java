package org.sunshineledger.api.orders;

import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/** Things nobody sends who means well, beside things that are nearly right. */
final class Hostile {

  /** Stands in what is sent, and must never stand in a page as it was sent. */
  static final String MARKUP = "<script>alert('sunshine')</script>";

  private static final List<String> NASTY =
      List.of(
          "",
          " ",
          "null",
          "../../../../etc/passwd",
          "..%2f..%2fetc%2fpasswd",
          "..;/",
          ".prov.json",
          MARKUP,
          "\"><img src=x onerror=alert(1)>",
          "' or '1'='1' --",
          "1; drop table journal.event; --",
          "%",
          "_",
          "\\",
          "\u0000",
          "\u202egnp.exe",
          "\ud83d\ude00",
          "\ufeff410185",
          "４１０１８５",
          "=cmd|' /C calc'!A0",
          "@SUM(1+1)*cmd|' /C calc'!A0",
          "${jndi:ldap://127.0.0.1/x}",
          "#{T(java.lang.Runtime).getRuntime().exec('id')}",
          "__${T(java.lang.System).exit(1)}__::x",
          "{{7*7}}",
          "%0d%0aSet-Cookie: hostile=1",
          "\r\nX-Hostile: 1",
          "0",
          "-1",
          "-0",
          "1e400",
          "NaN",
          "0x7fffffff",
          "2147483648",
          "9223372036854775807",
          "9223372036854775808",
          "-9223372036854775808",
          "99999999999999999999999999",
          "1.5",
          "true",
          "2016-02-30",
          "2016-13-01",
          "0000-00-00",
          "+999999999-12-31",
          "-999999999-01-01",
          "9999-12-31T23:59:59.999999999Z",
          "+1000000000-12-31T23:59:59Z",
          "2016-10-17T08:30:00+99:00",
          "2016-10-17T08:30:00Z[Asia/Shanghai]",
          "[]",
          "{}",
          "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>");

  /** Forms that something in the ledger has. */
  private static final List<String> LIKELY =
      List.of(
          "410100",
          "410185",
          "410173202",
          "410173202901",
          "410185100901",
          "4101735029010001",
          "4101859019010028",
          "DEMO-CLERK",
          "GB-1",
          "2016-10-17",
          "2016-01-01",
          "2016-10-17T08:30:00Z",
          "household/4101735029010001",
          "village/410173202901",
          "region/410185",
          "board",
          "progress",
          "acts",
          "APPROVED",
          "HOUSEHOLD",
          "NOT_SURVEYED",
          "郑财预〔2017〕831号",
          "01",
          "4101735029010001-01",
          "zh",
          "en",
          "10",
          "1");

  private static final int DEEPEST = 4;
  private static final int MOST_ITEMS = 3;

  private final RandomGenerator random;
  private final JsonMapper json = JsonMapper.shared();

  Hostile(RandomGenerator random) {
    this.random = random;
  }

  <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  String text() {
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> any(NASTY);
      case 3, 4, 5, 6 -> any(LIKELY);
      case 7 -> any(LIKELY) + any(NASTY);
      case 8 -> letters(random.nextInt(40));
      default -> any(NASTY).repeat(1 + random.nextInt(oneIn(50) ? 2_000 : 20));
    };
  }

  /** Of all planes, halves of pairs among them. */
  private String letters(int length) {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < length; i++) {
      int kind = random.nextInt(4);
      if (kind == 0) letters.append((char) random.nextInt(0x20, 0x7f));
      else if (kind == 1) letters.append((char) random.nextInt(0x4e00, 0x9fff));
      else if (kind == 2) letters.append((char) random.nextInt(0x10000));
      else letters.appendCodePoint(random.nextInt(Character.MAX_CODE_POINT + 1));
    }
    return letters.toString();
  }

  /** The body of an order whose fields are nearly right. */
  String body(Class<?> order) {
    ObjectNode body = json.createObjectNode();
    body.put("occurredOn", oneIn(8) ? text() : "2016-10-17");
    if (oneIn(4)) body.put("mode", oneIn(2) ? "BACKFILL" : text());
    if (oneIn(4)) body.put("basis", text());
    if (oneIn(8)) putRaw(body, "signers");
    if (oneIn(8)) putRaw(body, "evidence");
    if (oneIn(8)) putRaw(body, "approvals");
    ObjectNode fields = json.createObjectNode();
    fill(fields, order, 0);
    body.set("order", fields);
    if (oneIn(10)) body.put(text(), text());
    return damaged(json.writeValueAsString(body));
  }

  private void putRaw(ObjectNode fields, String name) {
    fields.set(name, json.getNodeFactory().rawValueNode(new RawValue(raw())));
  }

  private void fill(ObjectNode fields, Class<?> record, int depth) {
    for (RecordComponent component : record.getRecordComponents())
      if (!oneIn(25)) put(fields, component.getName(), component.getGenericType(), depth);
  }

  private void put(ObjectNode fields, String name, Type type, int depth) {
    if (oneIn(20)) {
      putRaw(fields, name);
      return;
    }
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      ArrayNode items = fields.putArray(name);
      for (int i = random.nextInt(MOST_ITEMS); i >= 0; i--) {
        ObjectNode holder = json.createObjectNode();
        put(holder, "item", list.getActualTypeArguments()[0], depth);
        items.add(holder.get("item"));
      }
    } else if (type instanceof ParameterizedType map && map.getRawType() == Map.class) {
      fields.putObject(name).put(text(), random.nextLong());
    } else if (type instanceof Class<?> simple) putSimple(fields, name, simple, depth);
    else fields.put(name, text());
  }

  private void putSimple(ObjectNode fields, String name, Class<?> type, int depth) {
    if (type.isEnum()) fields.put(name, ((Enum<?>) any(List.of(type.getEnumConstants()))).name());
    else if (type == int.class || type == Integer.class)
      fields.put(name, random.nextInt(-2, 2_020));
    else if (type == long.class || type == Long.class)
      fields.put(name, oneIn(4) ? random.nextLong() : random.nextLong(-5, 1_000_000));
    else if (type == boolean.class || type == Boolean.class) fields.put(name, random.nextBoolean());
    else if (type == LocalDate.class) fields.put(name, oneIn(6) ? text() : "2016-10-17");
    else if (type == Instant.class) fields.put(name, oneIn(6) ? text() : "2016-10-17T08:30:00Z");
    else if (type == UUID.class) fields.put(name, new UUID(random.nextLong(), 0L).toString());
    else if (type.isRecord() && holdsNumber(type)) fields.put(name, random.nextLong(-5, 1_000_000));
    else if (type.isRecord() && !isOneValue(type) && depth < DEEPEST) {
      ObjectNode inner = fields.putObject(name);
      fill(inner, type, depth + 1);
    } else fields.put(name, text());
  }

  private static boolean isOneValue(Class<?> record) {
    for (RecordComponent component : record.getRecordComponents())
      if (component.getAccessor().isAnnotationPresent(JsonValue.class)) return true;
    return false;
  }

  private static boolean holdsNumber(Class<?> record) {
    RecordComponent[] components = record.getRecordComponents();
    return components.length == 1
        && (components[0].getType() == long.class || components[0].getType() == int.class);
  }

  /** JSON of any kind. */
  private String raw() {
    return switch (random.nextInt(9)) {
      case 0 -> "null";
      case 1 -> "[".repeat(random.nextInt(1, 2_000)) + "1";
      case 2 -> "{\"a\":".repeat(random.nextInt(1, 600)) + "1" + "}".repeat(600);
      case 3 -> "9".repeat(random.nextInt(1, 1_500));
      case 4 -> "1e" + random.nextInt();
      case 5 -> "[null,null]";
      case 6 -> "{}";
      case 7 -> "{\"kind\":\"PHOTOGRAPH\",\"sha256\":\"00\",\"bytes\":-1}";
      default -> json.writeValueAsString(text());
    };
  }

  private String damaged(String body) {
    if (!oneIn(8) || body.isEmpty()) return body;
    int at = random.nextInt(body.length());
    return switch (random.nextInt(5)) {
      case 0 -> body.substring(0, at);
      case 1 -> body + body;
      case 2 -> body.substring(0, at) + (char) random.nextInt(0x10000) + body.substring(at);
      case 3 -> "\ufeff" + body;
      default -> text();
    };
  }
}
