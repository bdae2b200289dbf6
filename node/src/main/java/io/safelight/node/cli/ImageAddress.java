package io.safelight.node.cli;

import io.safelight.domain.image.ImageId;
import io.safelight.node.client.CommandException;
import io.safelight.node.client.ExitCode;
import io.safelight.node.client.Terminal;

/** Where the API has an image. */
final class ImageAddress {
    private ImageAddress() {}

    /**
     * @throws CommandException when that is no id
     */
    static String of(String id) {
        try {
            return "/v1/images/" + ImageId.parse(id);
        } catch (IllegalArgumentException e) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "\""
                            + Terminal.printable(id)
                            + "\" is no id of an image. `safelight ls` shows them.");
        }
    }
}
