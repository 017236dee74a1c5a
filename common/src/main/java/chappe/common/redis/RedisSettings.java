// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.redis;

import chappe.common.settings.Secret;
import chappe.common.settings.Setting;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;

/// Where Redis is.
///
/// @param url a secret as a whole, for the password in it
public record RedisSettings(
    @Setting(
            name = "REDIS_URL",
            doc = "the Redis that counts limits; without one nothing is limited")
        Optional<
                @Pattern(
                    regexp = "rediss?://(?:[^@/]*@)?[^@/\\s]+(?:/\\d+)?/?",
                    message = "redis://user:password@host:port, or rediss:// for TLS")
                Secret>
            url) {}
