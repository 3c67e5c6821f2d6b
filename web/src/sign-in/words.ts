export const signInWords = {
  ru: {
    title: 'Вход',
    login: 'Логин',
    password: 'Пароль',
    submit: 'Войти',
  },
  en: {
    title: 'Sign in',
    login: 'Login',
    password: 'Password',
    submit: 'Sign in',
  },
} as const;
