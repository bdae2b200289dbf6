package io.safelight.query.govern;

import java.util.Set;

/**
 * The functions that a statement may call. Each is pure, or random, or tells the time; none reads
 * anything but its arguments, and none makes much from little: {@code repeat}, {@code lpad} and
 * {@code rpad} only with a small constant, and what formats to a given width not at all.
 */
final class Functions {
    /** How long {@code repeat}, {@code lpad} and {@code rpad} may make a text at most. */
    static final int MAX_REPEAT = 1000;

    private static final Set<String> OPERATORS =
            words(
                    """
                    + - * / // % ** ^ & | ~ << >> || -> ->> @> <@ && = == <> != < > <= >= ^@ @ !
                    ~~ !~~ ~~* !~~* ~~~ like_escape not_like_escape ilike_escape not_ilike_escape
                    """);

    private static final Set<String> AGGREGATES =
            words(
                    """
                    any_value approx_count_distinct approx_quantile approx_top_k arbitrary arg_max
                    arg_max_null arg_min arg_min_null argmax argmin array_agg avg bit_and bit_or
                    bit_xor bool_and bool_or corr count count_if count_star countif covar_pop
                    covar_samp entropy favg first fsum geomean geometric_mean group_concat histogram
                    kahan_sum kurtosis kurtosis_pop last list listagg mad max max_by mean median min
                    min_by mode product quantile quantile_cont quantile_disc regr_avgx regr_avgy
                    regr_count regr_intercept regr_r2 regr_slope regr_sxx regr_sxy regr_syy sem
                    skewness stddev stddev_pop stddev_samp string_agg sum sumkahan var_pop var_samp
                    variance wavg weighted_avg json_group_array json_group_object grouping
                    grouping_id
                    """);

    private static final Set<String> WINDOWS =
            words(
                    """
                    cume_dist dense_rank fill first_value lag last_value lead nth_value ntile
                    percent_rank rank rank_dense row_number
                    """);

    private static final Set<String> NUMBERS =
            words(
                    """
                    abs acos acosh add asin asinh atan atan2 atanh bit_count cbrt ceil ceiling cos
                    cosh cot degrees divide even exp factorial fdiv floor fmod gamma gcd greatest
                    greatest_common_divisor isfinite isinf isnan lcm least least_common_multiple
                    lgamma ln log log10 log2 mod multiply nextafter pi pow power radians random
                    round round_even roundbankers sign signbit sin sinh sqrt subtract tan tanh trunc
                    xor equi_width_bins
                    """);

    private static final Set<String> TEXTS =
            words(
                    """
                    array_to_string ascii base64 bit_length char_length character_length chr concat
                    concat_ws contains damerau_levenshtein decode editdist3 encode ends_with
                    format_bytes formatreadabledecimalsize formatreadablesize from_base64 from_hex
                    hamming hash hex instr jaccard jaro_similarity jaro_winkler_similarity lcase
                    left left_grapheme len length length_grapheme levenshtein lower ltrim md5
                    md5_number mismatches nfc_normalize octet_length ord overlay
                    parse_dirname parse_dirpath parse_filename parse_path position prefix
                    regexp_escape regexp_extract regexp_extract_all regexp_full_match regexp_matches
                    regexp_replace regexp_split_to_array replace reverse right right_grapheme rtrim
                    sha1 sha256 split split_part starts_with str_split str_split_regex string_split
                    string_split_regex string_to_array strip_accents strlen strpos substr substring
                    substring_grapheme suffix to_base64 to_hex translate trim ucase unhex unicode
                    upper url_decode url_encode pg_size_pretty parse_formatted_bytes
                    """);

    private static final Set<String> TIMES =
            words(
                    """
                    age ago century current_date current_localtime current_localtimestamp date_add
                    date_diff date_part date_sub date_trunc datediff datepart datesub datetrunc day
                    dayname dayofmonth dayofweek dayofyear days_in_month decade epoch epoch_ms
                    epoch_ns epoch_us era get_current_time get_current_timestamp hour isodow isoyear
                    julian last_day make_date make_time make_timestamp make_timestamp_ms
                    make_timestamp_ns make_timestamptz microsecond millennium millisecond minute
                    month monthname nanosecond normalized_interval now quarter second strftime
                    strptime time_bucket timezone timezone_hour timezone_minute to_centuries to_days
                    to_decades to_hours to_microseconds to_millennia to_milliseconds to_minutes
                    to_months to_quarters to_seconds to_timestamp to_weeks to_years today
                    transaction_timestamp try_strptime week weekday weekofyear year yearweek
                    """);

    private static final Set<String> DOCUMENTS =
            words(
                    """
                    array_to_json from_json from_json_strict json json_array json_array_length
                    json_contains json_deep_merge json_exists json_extract json_extract_path
                    json_extract_path_text json_extract_string json_keys json_merge_patch
                    json_normalize json_object json_pretty json_quote json_strip_nulls
                    json_structure json_transform json_transform_strict json_type json_valid
                    json_value row_to_json to_json
                    """);

    private static final Set<String> LISTS =
            words(
                    """
                    apply array_append array_apply array_cat array_concat array_contains
                    array_distinct array_extract array_filter array_has array_has_all array_has_any
                    array_indexof array_intersect array_length array_position array_prepend
                    array_reverse array_reverse_sort array_slice array_sort array_transform
                    array_unique array_value cardinality element_at filter flatten
                    list_any_value list_append list_apply list_avg list_cat list_concat
                    list_contains list_count list_distinct list_element list_extract list_filter
                    list_first list_grade_up list_has list_has_all list_has_any list_indexof
                    list_intersect list_last list_max list_median list_min list_mode list_pack
                    list_position list_prepend list_product list_reduce list_reverse
                    list_reverse_sort list_select list_slice list_sort list_stddev_pop
                    list_stddev_samp list_string_agg list_sum list_transform list_unique list_value
                    list_var_pop list_var_samp list_where list_zip map map_concat map_contains
                    map_contains_entry map_contains_value map_entries map_extract map_extract_value
                    map_from_entries map_keys map_values reduce row struct_concat struct_contains
                    struct_extract struct_extract_at struct_has struct_insert struct_keys
                    struct_pack struct_update struct_values unnest unpivot_list
                    """);

    private static final Set<String> OTHERS =
            words(
                    """
                    constant_or_null gen_random_uuid if ifnull nullif typeof pg_typeof uuid
                    uuid_extract_timestamp uuid_extract_version uuidv4 uuidv7
                    """);

    /** Like columns to look at, but functions. Those that tell of the server are not here. */
    private static final Set<String> HIDDEN =
            words("current_user session_user user current_role current_catalog current_schema");

    private static final Set<String> TABLES = words("unnest range generate_series");
    private static final Set<String> REPEATERS = words("repeat lpad rpad");

    private Functions() {}

    static boolean allows(String name) {
        String lower = Names.lower(name);
        return OPERATORS.contains(lower)
                || AGGREGATES.contains(lower)
                || WINDOWS.contains(lower)
                || NUMBERS.contains(lower)
                || TEXTS.contains(lower)
                || TIMES.contains(lower)
                || DOCUMENTS.contains(lower)
                || LISTS.contains(lower)
                || OTHERS.contains(lower);
    }

    static boolean allowsOverWindow(String name) {
        String lower = Names.lower(name);
        return WINDOWS.contains(lower) || AGGREGATES.contains(lower);
    }

    /** These stream their rows, so that endless ones end with the time limit. */
    static boolean allowsAsTable(String name) {
        return TABLES.contains(Names.lower(name));
    }

    static boolean repeats(String name) {
        return REPEATERS.contains(Names.lower(name));
    }

    static boolean isHiddenInColumn(String name) {
        return HIDDEN.contains(Names.lower(name));
    }

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+"));
    }
}
