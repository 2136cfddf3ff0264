package io.github.camelenkash.flows;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.regex.Pattern;

/** A mobile number that the Indian numbering plan has: ten digits, grouped or not, with or without +91 or a 0. */
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = IndianMobile.Plan.class)
@interface IndianMobile {

    /** The problem and, on the next line, what to do. */
    String message() default "is not a ten-digit Indian mobile number\nWrite ten digits, with or without +91";

    /** As bean validation wants it. */
    Class<?>[] groups() default {};

    /** As bean validation wants it. */
    Class<? extends Payload>[] payload() default {};

    /** Asks libphonenumber. What is empty is another constraint's business. */
    final class Plan implements ConstraintValidator<IndianMobile, String> {

        private static final String INDIA = "IN";
        private static final int COUNTRY_CODE = 91;
        private static final int LENGTH = 10;

        /** What the component understands: no letters, no other country, no extension. */
        private static final Pattern SHAPE = Pattern.compile("(?:\\+?91|0)?\\d{10}");

        private static final Pattern GROUPING = Pattern.compile("[\\s()-]");

        @Override
        public boolean isValid(String mobile, ConstraintValidatorContext context) {
            if (mobile == null || mobile.isBlank()) {
                return true;
            }
            return isMobile(mobile);
        }

        /** Whether a text is such a number. */
        static boolean isMobile(String mobile) {
            var digits = GROUPING.matcher(mobile).replaceAll("");
            return SHAPE.matcher(digits).matches() && isInPlan(digits.substring(digits.length() - LENGTH));
        }

        private static boolean isInPlan(String tenDigits) {
            try {
                // A number that has a type is valid, and the country code is India's alone.
                var type = PhoneNumberUtil.getInstance().getNumberType(number(tenDigits));
                return type == PhoneNumberType.MOBILE || type == PhoneNumberType.FIXED_LINE_OR_MOBILE;
            } catch (NumberParseException e) {
                return false;
            }
        }

        /**
         * What the library's parser makes of it. All that is left to parse in ten digits is a 0 before them, which is no part
         * of the number: without one the number is the digits, and the parser, which looks for much else, is not asked.
         */
        private static PhoneNumber number(String tenDigits) throws NumberParseException {
            return tenDigits.charAt(0) == '0'
                    ? PhoneNumberUtil.getInstance().parse("+91" + tenDigits, INDIA)
                    : new PhoneNumber().setCountryCode(COUNTRY_CODE).setNationalNumber(Long.parseLong(tenDigits));
        }
    }
}
