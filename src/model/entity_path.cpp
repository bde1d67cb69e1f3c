// SPDX-License-Identifier: MIT
#include "model/entity_path.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/hash.h"
#include "base/text.h"

namespace limn {
namespace {

bool is_plain(unsigned char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           c == '-' || c == '.' || c >= 0x80;
}

void append_utf8(std::string& out, std::uint32_t code) {
    const auto put = [&](std::uint32_t byte) { out.push_back(static_cast<char>(byte)); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xC0U | (code >> 6U));
        put(0x80U | (code & 0x3FU));
    } else if (code < 0x10000) {
        put(0xE0U | (code >> 12U));
        put(0x80U | ((code >> 6U) & 0x3FU));
        put(0x80U | (code & 0x3FU));
    } else {
        put(0xF0U | (code >> 18U));
        put(0x80U | ((code >> 12U) & 0x3FU));
        put(0x80U | ((code >> 6U) & 0x3FU));
        put(0x80U | (code & 0x3FU));
    }
}

std::string escape(std::string_view part) {
    std::string out;
    for (const char c : part) {
        const auto byte = static_cast<unsigned char>(c);
        if (is_plain(byte)) {
            out.push_back(c);
        } else if (c == '\n') {
            out += "\\n";
        } else if (c == '\r') {
            out += "\\r";
        } else if (c == '\t') {
            out += "\\t";
        } else if (byte < 0x20 || byte == 0x7F) {
            out += fmt::format("\\u{{{:04X}}}", byte);
        } else {
            out.push_back('\\');
            out.push_back(c);
        }
    }
    return out;
}

/// Reads `{XXXX}` after `\u`; returns how many characters were used, 0 if it is no such thing.
std::size_t unescape_unicode(std::string_view text, std::string& out) {
    const std::size_t close = text.find('}');
    if (text.empty() || text.front() != '{' || close == std::string_view::npos || close > 9) {
        return 0;
    }
    std::uint32_t code = 0;
    const char* end = text.data() + close;
    const auto [stop, error] = std::from_chars(text.data() + 1, end, code, 16);
    if (error != std::errc{} || stop != end || code > 0x10FFFF) {
        return 0;
    }
    append_utf8(out, code);
    return close + 1;
}

}  // namespace

EntityPath::EntityPath() {
    static const std::shared_ptr<const Impl> root = std::make_shared<const Impl>(Impl{
        std::make_shared<const std::vector<std::string>>(),
        0,
        "/",
        hash_text("/"),
    });
    impl_ = root;
}

EntityPath EntityPath::parse(std::string_view text) {
    std::vector<std::string> parts;
    std::string part;
    const auto finish = [&] {
        if (!part.empty()) {
            parts.push_back(std::exchange(part, {}));
        }
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '/') {
            finish();
        } else if (c == '\\' && i + 1 < text.size()) {
            const char next = text[++i];
            if (next == 'n') {
                part.push_back('\n');
            } else if (next == 'r') {
                part.push_back('\r');
            } else if (next == 't') {
                part.push_back('\t');
            } else if (next == 'u') {
                const std::size_t used = unescape_unicode(text.substr(i + 1), part);
                if (used == 0) {
                    part.push_back('u');
                }
                i += used;
            } else {
                part.push_back(next);
            }
        } else {
            part.push_back(c);
        }
    }
    finish();
    return from_parts(std::move(parts));
}

EntityPath EntityPath::from_parts(std::vector<std::string> parts) {
    if (parts.empty()) {
        return {};
    }
    auto impl = std::make_shared<Impl>();
    for (std::string& part : parts) {
        part = valid_utf8(part);
        impl->text += '/';
        impl->text += escape(part);
    }
    impl->num_parts = parts.size();
    impl->parts = std::make_shared<const std::vector<std::string>>(std::move(parts));
    impl->hash = hash_text(impl->text);
    return EntityPath(std::move(impl));
}

std::string_view EntityPath::name() const {
    return is_root() ? std::string_view("/") : std::string_view(parts().back());
}

EntityPath EntityPath::parent() const {
    if (impl_->num_parts <= 1) {
        return {};
    }
    auto impl = std::make_shared<Impl>();
    impl->parts = impl_->parts;
    impl->num_parts = impl_->num_parts - 1;
    impl->text = impl_->text.substr(0, impl_->text.size() - escape(parts().back()).size() - 1);
    impl->hash = hash_text(impl->text);
    return EntityPath(std::move(impl));
}

EntityPath EntityPath::child(std::string_view part) const {
    std::vector<std::string> all(parts().begin(), parts().end());
    all.emplace_back(part);
    return from_parts(std::move(all));
}

bool EntityPath::is_in_subtree_of(const EntityPath& ancestor) const {
    const auto up = ancestor.parts();
    return up.size() <= parts().size() && std::equal(up.begin(), up.end(), parts().begin());
}

bool EntityPath::is_reserved() const {
    return !is_root() && parts().front().starts_with("__");
}

std::strong_ordering operator<=>(const EntityPath& a, const EntityPath& b) {
    const auto left = a.parts();
    const auto right = b.parts();
    if (a.is_reserved() != b.is_reserved()) {
        return a.is_reserved() ? std::strong_ordering::greater : std::strong_ordering::less;
    }
    for (std::size_t i = 0; i < std::min(left.size(), right.size()); ++i) {
        if (const auto order = natural_compare(left[i], right[i]); order != 0) {
            return order;
        }
    }
    return left.size() <=> right.size();
}

}  // namespace limn
