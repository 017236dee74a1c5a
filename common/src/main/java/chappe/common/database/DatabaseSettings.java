// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.database;

import chappe.common.settings.Secret;
import chappe.common.settings.Setting;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;

/// Where PostgreSQL is.
///
/// @param url a secret as a whole, for the password in it
/// @param poolSize connections that one service holds at most, beside one for its name's lock
public record DatabaseSettings(
    @Setting(
            name = "DATABASE_URL",
            doc = "the PostgreSQL database; special characters in a password are percent-encoded")
        @Pattern(
            regexp = DatabaseAddress.SHAPE,
            message = "postgresql://user:password@host:port/database, with jdbc: before it or not")
        Secret url,
    @Setting(
            name = "DB_POOL_SIZE",
            fallback = "10",
            doc = "connections that one service holds at most")
        @Min(1)
        @Max(200)
        int poolSize) {}
