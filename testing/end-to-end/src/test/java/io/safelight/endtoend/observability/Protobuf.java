package io.safelight.endtoend.observability;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A message of protocol buffers, field by field: enough to read spans.
 *
 * @param messages what has a length: messages, texts, bytes
 * @param numbers the last of each field
 */
record Protobuf(Map<Integer, List<byte[]>> messages, Map<Integer, Long> numbers) {

    static Protobuf read(byte[] message) {
        var read = new Protobuf(new TreeMap<>(), new TreeMap<>());
        ByteBuffer bytes = ByteBuffer.wrap(message);
        while (bytes.hasRemaining()) {
            long tag = variable(bytes);
            read.field((int) (tag >> 3), (int) (tag & 7), bytes);
        }
        return read;
    }

    List<byte[]> messages(int field) {
        return messages.getOrDefault(field, List.of());
    }

    long number(int field) {
        return numbers.getOrDefault(field, 0L);
    }

    private void field(int number, int type, ByteBuffer bytes) {
        switch (type) {
            case 0 -> numbers.put(number, variable(bytes));
            case 1 -> bytes.getLong();
            case 2 -> {
                byte[] content = new byte[Math.toIntExact(variable(bytes))];
                bytes.get(content);
                messages.computeIfAbsent(number, _ -> new ArrayList<>()).add(content);
            }
            case 5 -> bytes.getInt();
            default -> throw new IllegalArgumentException("no type of a field: " + type);
        }
    }

    private static long variable(ByteBuffer bytes) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
