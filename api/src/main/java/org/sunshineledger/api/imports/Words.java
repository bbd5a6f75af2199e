package org.sunshineledger.api.imports;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.sunshineledger.ledger.household.Relationship;

/** The words for constants in both languages, read the other way: from the word to the constant. */
@Component
final class Words {

  /** As the forms of villages have it. */
  private static final Map<Enum<?>, List<String>> ALSO =
      Map.of(
          Relationship.HEAD, List.of("本人", "本人或户主"),
          Relationship.SPOUSE, List.of("妻子", "丈夫", "妻", "夫"),
          Relationship.SON, List.of("之子", "儿子", "长子", "次子", "三子"),
          Relationship.DAUGHTER, List.of("之女", "女儿", "长女", "次女", "三女"),
          Relationship.DAUGHTER_IN_LAW, List.of("之儿媳"),
          Relationship.SON_IN_LAW, List.of("之女婿"),
          Relationship.GRANDCHILD, List.of("之孙子", "之孙女", "孙子", "孙女", "之外孙子", "之外孙女"),
          Relationship.PARENT, List.of("之父", "之母", "父亲", "母亲"),
          Relationship.PARENT_IN_LAW, List.of("之岳父", "之岳母", "之公公", "之婆婆"),
          Relationship.GRANDPARENT, List.of("之祖父", "之祖母", "之外祖父", "之外祖母"));

  private final MessageSource messages;
  private final Map<Class<?>, Map<String, Enum<?>>> known = new ConcurrentHashMap<>();

  Words(MessageSource messages) {
    this.messages = messages;
  }

  /** The constant that the text names, in Chinese, in English or as it is stored; null for none. */
  <E extends Enum<E>> @Nullable E constant(Class<E> type, String text) {
    Enum<?> found = known.computeIfAbsent(type, this::read).get(Column.plain(text));
    return found == null ? null : type.cast(found);
  }

  String chinese(Enum<?> constant) {
    return word(constant, Locale.SIMPLIFIED_CHINESE);
  }

  private String word(Enum<?> constant, Locale language) {
    return messages.getMessage(
        constant.getDeclaringClass().getSimpleName() + "." + constant.name(), null, language);
  }

  private Map<String, Enum<?>> read(Class<?> type) {
    Map<String, Enum<?>> words = new HashMap<>();
    for (Object each : Objects.requireNonNull(type.getEnumConstants())) {
      Enum<?> constant = (Enum<?>) each;
      words.put(Column.plain(constant.name()), constant);
      words.put(Column.plain(word(constant, Locale.ENGLISH)), constant);
      words.put(Column.plain(chinese(constant)), constant);
      for (String also : ALSO.getOrDefault(constant, List.of()))
        words.put(Column.plain(also), constant);
    }
    return words;
  }
}
